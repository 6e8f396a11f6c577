"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

/**
 * A button that opens a small sheet. Works without script; with it, Escape, a press outside and taking a
 * link inside close it. `label` is what the button says.
 */
export function Menu({
  label,
  children,
  look = "btn",
  start = false,
  narrow = false,
  className,
  accessibleName,
}: {
  label: ReactNode;
  children: ReactNode;
  /** Classes of the button. */
  look?: string;
  /** Opens towards the right, from a button at the left. */
  start?: boolean;
  narrow?: boolean;
  className?: string;
  /** Where the label's words are hidden on a phone. */
  accessibleName?: string;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const outside = (event: PointerEvent) => {
      if (element.open && !element.contains(event.target as Node)) element.open = false;
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open || element.querySelector("dialog[open]")) return;
      event.stopPropagation();
      element.open = false;
      element.querySelector("summary")?.focus();
    };
    const taken = (event: MouseEvent) => {
      if ((event.target as Element).closest("a")) element.open = false;
    };
    document.addEventListener("pointerdown", outside);
    element.addEventListener("keydown", onEscape);
    element.addEventListener("click", taken);
    return () => {
      document.removeEventListener("pointerdown", outside);
      element.removeEventListener("keydown", onEscape);
      element.removeEventListener("click", taken);
    };
  }, []);
  return (
    <details ref={details} className={classNames("menu", start && "start", narrow && "narrow", className)}>
      <summary className={look} aria-label={accessibleName}>
        {label}
        <Icon name="down" size={14} />
      </summary>
      <div>{children}</div>
    </details>
  );
}
