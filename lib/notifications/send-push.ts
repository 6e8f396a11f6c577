import webPush from "web-push";
import { callOut } from "@/lib/outbound/request";
import { vapidKeys } from "./vapid";

/** What a browser shows; its service worker (public/push-worker.js) reads it. */
export interface PushMessage {
  title: string;
  body: string;
  /** Where a press on it leads: a path of this house. */
  path: string;
  /** A repeated one replaces what is shown. */
  tag: string;
}

export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A push service keeps what it cannot deliver for a day: older news waits in the app. */
const keptFor = 24 * 60 * 60;

/**
 * Encrypts a message for one browser and hands it to its push service. `gone` where the subscription has ended. Throws
 * what hinders it, OutboundRefused where the address leads into a private network.
 */
export async function sendPush(target: PushTarget, message: PushMessage): Promise<"sent" | "gone"> {
  const { endpoint, p256dh, auth } = target;
  const details = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(message),
    { vapidDetails: await vapidKeys(), TTL: keptFor, urgency: "normal", topic: message.tag.slice(0, 32) },
  );
  const headers = Object.fromEntries(
    Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
  );
  const { status } = await callOut(endpoint, { method: "POST", headers, body: details.body ?? "" });
  if (status === 404 || status === 410) return "gone";
  if (status < 200 || status >= 300) throw new Error(`The push service answered ${status}.`);
  return "sent";
}
