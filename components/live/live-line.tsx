"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Connection } from "./follow";
import { usePaused } from "./paused";

/** A lost connection is said only when it stays lost: most are back before anybody notices. */
const patience = 4_000;
/** Ears are told at most this often (experience.md). */
const speakEvery = 10_000;

/** "12 updates – show", that the connection is lost, or that news are paused; nothing where nothing is the matter. */
export function LiveLine({
  waiting,
  applied,
  connection,
  onShow,
}: {
  /** Changes that wait to be shown. */
  waiting: number;
  /** Changes shown since the page was opened. */
  applied: number;
  connection: Connection;
  onShow: () => void;
}) {
  const [paused, setPaused] = usePaused();
  const lost = useLost(connection === "open");
  const said = useSpoken(applied, waiting);
  const words = `${waiting} ${waiting === 1 ? "update" : "updates"}`;
  return (
    <>
      <p className="vh" aria-live="polite">
        {said}
      </p>
      {waiting > 0 || lost || paused ? (
        <div className="live-line no-print">
          {lost ? (
            <span>
              {connection === "ended"
                ? "Live updates have ended: you may be signed out. Reload to go on."
                : "Connection lost. Reconnecting…"}
            </span>
          ) : null}
          {paused ? (
            <>
              <span>Live updates are paused.</span>
              <Button small plain onClick={() => setPaused(false)}>
                Go on
              </Button>
            </>
          ) : null}
          {waiting > 0 ? (
            <Button small onClick={onShow}>
              {words} – show
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function useLost(open: boolean): boolean {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (open) return setLost(false);
    const timer = window.setTimeout(() => setLost(true), patience);
    return () => window.clearTimeout(timer);
  }, [open]);
  return lost;
}

function useSpoken(applied: number, waiting: number): string {
  const [said, setSaid] = useState("");
  const spoken = useRef({ at: 0, applied: 0 });
  useEffect(() => {
    if (applied === spoken.current.applied && waiting === 0) return;
    const speak = () => {
      const fresh = applied - spoken.current.applied;
      spoken.current = { at: performance.now(), applied };
      const shown = fresh > 0 ? `The page was updated. ` : "";
      const waits =
        waiting > 0 ? `${waiting} ${waiting === 1 ? "update waits" : "updates wait"} to be shown.` : "";
      setSaid(`${shown}${waits}`);
    };
    const rest = spoken.current.at + speakEvery - performance.now();
    const timer = window.setTimeout(speak, spoken.current.at === 0 ? 0 : Math.max(0, rest));
    return () => window.clearTimeout(timer);
  }, [applied, waiting]);
  return said;
}
