"use client";
import { useSyncExternalStore } from "react";

const key = "framewatch-live-paused";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(): boolean {
  try {
    return localStorage.getItem(key) === "1";
  } catch {
    return false;
  }
}

/** Whether news wait in this browser until they are asked for, and the way to change that. */
export function usePaused(): [boolean, (paused: boolean) => void] {
  const paused = useSyncExternalStore(subscribe, read, () => false);
  return [paused, write];
}

function write(paused: boolean): void {
  try {
    if (paused) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing cannot pause beyond this page either.
  }
  for (const listener of listeners) listener();
}
