"use client";
import { useEffect, useRef } from "react";
import { keysAreOn } from "./keys-switch";

export interface ConsoleKeys {
  /** Moves the cursor; with `extend` the rows in between are selected. */
  move(by: 1 | -1, extend: boolean): void;
  toggle(): void;
  open(): void;
  /** Sends the usual next event. */
  next(): void;
  assign(): void;
  clear(): void;
}

/** `g` waits this long for its second key. */
const CHORD_MS = 1_500;

/** The console's keys; never while something is typed, a dialog or a menu is open, or they are switched off. */
export function useConsoleKeys(keys: ConsoleKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let chord = 0;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector("dialog[open], .menu[open]")) return;
      const typing = target.closest("textarea, select, [contenteditable], input:not([type=checkbox])");
      if (typing) {
        if (event.key === "Escape") (typing as HTMLElement).blur();
        return;
      }
      if (event.key === "Escape") return latest.current.clear();
      if (!keysAreOn()) return;
      const goes = event.key === "s" && event.timeStamp - chord < CHORD_MS;
      chord = event.key === "g" ? event.timeStamp : 0;
      if (goes ? toStates() : act(event, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function act(event: KeyboardEvent, keys: ConsoleKeys): boolean {
  const inRail = (event.target as HTMLElement).closest(".rail a");
  switch (event.key) {
    case "j":
    case "J":
      if (inRail) return alongStates(inRail, 1);
      keys.move(1, event.shiftKey);
      return true;
    case "k":
    case "K":
      if (inRail) return alongStates(inRail, -1);
      keys.move(-1, event.shiftKey);
      return true;
    case "x":
      keys.toggle();
      return true;
    case "e":
      keys.next();
      return true;
    case "a":
      keys.assign();
      return true;
    case "Enter":
      if ((event.target as HTMLElement).closest("a, button, input, summary")) return false;
      keys.open();
      return true;
    case "/":
      document.getElementById("console-filter")?.focus();
      return true;
    case "?":
      document.dispatchEvent(new Event("console-keys"));
      return true;
    default:
      return false;
  }
}

const states = () => [...document.querySelectorAll<HTMLElement>(".rail a")];

function toStates(): boolean {
  const all = states();
  (all.find((link) => link.getAttribute("aria-current")) ?? all[0])?.focus();
  return true;
}

function alongStates(from: Element, by: 1 | -1): boolean {
  const all = states();
  all[Math.max(0, Math.min(all.length - 1, all.indexOf(from as HTMLElement) + by))]?.focus();
  return true;
}
