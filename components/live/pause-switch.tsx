"use client";
import { usePaused } from "./paused";

/** In the account menu: whether pages change by themselves. */
export function PauseSwitch() {
  const [paused, setPaused] = usePaused();
  return (
    <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
      {paused ? "Go on with live updates" : "Pause live updates"}
    </button>
  );
}
