"use client";
import { useEffect, useRef } from "react";
import { keysAreOn } from "@/app/ops/_console/keys-switch";

export type ReviewKeys = Readonly<Record<string, () => void>>;

/** Single keys of the desk, Escape as `esc`; never while something is typed, a dialog or a menu is open, or keys are switched off. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector("dialog[open], .menu[open]")) return;
      const target = event.target as HTMLElement;
      if (target.closest("textarea, select, [contenteditable], input:not([type=checkbox])")) return;
      const act = latest.current[event.key === "Escape" ? "esc" : event.key];
      if (!act || (event.key !== "Escape" && !keysAreOn())) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
