"use client";
import { useEffect, useRef } from "react";

export interface ConsoleKeys {
  /** Moves the cursor; with `extend` the rows in between are selected. */
  move(by: 1 | -1, extend: boolean): void;
  toggle(): void;
  open(): void;
  /** Sends the usual next step. */
  next(): void;
  clear(): void;
}

const OFF = "framewatch-keys-off";

/** Whether single-letter keys act; kept in this browser, because they disturb some who type by voice. */
export function keysAreOn(): boolean {
  return window.localStorage.getItem(OFF) === null;
}

export function switchKeys(on: boolean): void {
  if (on) window.localStorage.removeItem(OFF);
  else window.localStorage.setItem(OFF, "1");
}

/** j/k, x, e, Enter, / and Esc in the list; never while something is typed or a dialog is open. */
export function useConsoleKeys(keys: ConsoleKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing =
        target.closest("textarea, select, [contenteditable], input:not([type=checkbox])") !== null;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector("dialog[open], .menu[open]")
      )
        return;
      if (event.key === "Escape" && !typing) return latest.current.clear();
      if (typing || !keysAreOn()) return;
      if (act(event, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function act(event: KeyboardEvent, keys: ConsoleKeys): boolean {
  switch (event.key) {
    case "j":
    case "J":
      keys.move(1, event.shiftKey);
      return true;
    case "k":
    case "K":
      keys.move(-1, event.shiftKey);
      return true;
    case "x":
      keys.toggle();
      return true;
    case "e":
      keys.next();
      return true;
    case "Enter":
      if ((event.target as HTMLElement).closest("a, button, input")) return false;
      keys.open();
      return true;
    case "/":
      document.getElementById("console-filter")?.focus();
      return true;
    default:
      return false;
  }
}
