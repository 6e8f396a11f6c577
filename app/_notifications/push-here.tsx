"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { addBrowser } from "./push-actions";

type Standing = "unknown" | "unable" | "denied" | "off" | "asking" | "on";

const WORDS: Readonly<Record<Standing, string>> = {
  unknown: "",
  unable: "This browser cannot be pushed to. On an iPhone or iPad, put Framewatch on the home screen first.",
  denied:
    "This browser does not let Framewatch show notifications. Allow them in the settings of the browser for this site, then come back.",
  off: "Press the button and your browser asks whether Framewatch may show notifications. Say yes, and it shows what you ticked under browser push, also while no page of Framewatch is open. You can take it back here at any time.",
  asking: "Your browser is asking whether Framewatch may show notifications.",
  on: "This browser shows what you ticked under browser push.",
};

/** Lets us send to the browser one sits at. Nothing is asked before the button beside its explanation is pressed. */
export function PushHere({ publicKey }: { publicKey: string }) {
  const [standing, setStanding] = useState<Standing>("unknown");
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    void standingOf().then(setStanding);
  }, []);
  const ask = async () => {
    setFault(null);
    setStanding("asking");
    try {
      if ((await Notification.requestPermission()) !== "granted") return setStanding(await standingOf());
      const answer = await addBrowser(await subscriptionOf(publicKey));
      if (!answer.ok) setFault(answer.message);
      setStanding(answer.ok ? "on" : "off");
    } catch {
      setFault("The browser's push service did not answer. Try again, or use another browser.");
      setStanding("off");
    }
  };
  return (
    <div className="form">
      <p className="small" role="status">
        {WORDS[standing]}
      </p>
      {fault ? (
        <p className="small font-semibold text-attention" role="alert">
          {fault}
        </p>
      ) : null}
      {standing === "off" ? (
        <div className="acts">
          <Button type="button" onClick={ask}>
            Turn on push in this browser
          </Button>
        </div>
      ) : null}
    </div>
  );
}

async function standingOf(): Promise<Standing> {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unable";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ? "on" : "off";
}

async function subscriptionOf(publicKey: string) {
  await navigator.serviceWorker.register("/push-worker.js", { updateViaCache: "none" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  // One that was made under other keys can no longer be sent to.
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint = "", keys = {} } = (await pushManager.subscribe(options)).toJSON();
  return { endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "", browser: navigator.userAgent };
}
