"use client";

const OFF = "framewatch-keys-off";
const listeners = new Set<() => void>();

/** Whether single-letter keys act; kept in this browser, because they disturb some who type by voice. */
export function keysAreOn(): boolean {
  return window.localStorage.getItem(OFF) === null;
}

export const keysOnServer = (): boolean => true;

export function subscribeKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function switchKeys(on: boolean): void {
  if (on) window.localStorage.removeItem(OFF);
  else window.localStorage.setItem(OFF, "1");
  for (const listener of listeners) listener();
}
