"use client";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/inputs";
import { KeyHint } from "@/components/ui/key-hint";
import { keysAreOn, keysOnServer, subscribeKeys, switchKeys } from "./keys-switch";

const SHORT: [string[], string, boolean?][] = [
  [["j", "k"], "move"],
  [["x"], "select"],
  [["Shift", "j"], "extend"],
  [["e"], "next state"],
  [["Enter"], "open", true],
  [["/"], "filter", true],
  [["g", "s"], "go to state", true],
];

const ALL: [string[], string][] = [
  [["j"], "next row"],
  [["k"], "row before"],
  [["x"], "select the row, or take it out"],
  [["Shift", "j"], "extend the selection down"],
  [["Shift", "k"], "extend the selection up"],
  [["e"], "send the usual next event"],
  [["a"], "assign the selection"],
  [["Enter"], "open the row"],
  [["/"], "filter by SKU, product or batch"],
  [["g", "s"], "go to a state; j and k move there too"],
  [["Esc"], "clear the selection"],
  [["?"], "show these keys"],
];

/** The keys at the foot of the console, the list of all of them behind `?`, and the switch that turns them off. */
export function KeysBar({ children }: { children: ReactNode }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const on = useSyncExternalStore(subscribeKeys, keysAreOn, keysOnServer);
  useEffect(() => {
    const show = () => sheet.current?.open || sheet.current?.showModal();
    document.addEventListener("console-keys", show);
    return () => document.removeEventListener("console-keys", show);
  }, []);
  return (
    <div className="keys">
      {on
        ? SHORT.map(([keys, does, spare]) => (
            <span key={does} className={spare ? "spare" : undefined}>
              <KeyHint keys={keys} does={does} />
            </span>
          ))
        : null}
      <button type="button" onClick={() => sheet.current?.showModal()}>
        {on ? <KeyHint keys={["?"]} does="all keys" /> : "Keys are off"}
      </button>
      <span className="end">{children}</span>
      <Sheet sheet={sheet} title="Keys">
        <dl className="keys-list">
          {ALL.map(([keys, does]) => (
            <div key={does}>
              <dt>
                <KeyHint keys={keys} />
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div className="form">
          <Checkbox
            label="Single keys act in the console"
            hint="Switch them off where they disturb, for instance when you dictate."
            checked={on}
            onChange={(event) => switchKeys(event.target.checked)}
          />
          <div className="acts">
            <Button onClick={() => sheet.current?.close()}>Close</Button>
          </div>
        </div>
      </Sheet>
    </div>
  );
}
