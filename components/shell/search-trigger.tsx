"use client";
import { useEffect, useRef } from "react";
import { Sheet } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";

/** Whether a key was meant for a field someone types in. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Opens the search, by press or Ctrl/Cmd-K. Without script it leads to the page that searches. */
export function SearchTrigger({ action, hint }: { action: string; hint: string }) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || isTyping(event.target))
        return;
      event.preventDefault();
      if (!sheet.current?.open) sheet.current?.showModal();
    };
    document.addEventListener("keydown", open);
    return () => document.removeEventListener("keydown", open);
  }, []);
  return (
    <>
      <a
        className="search"
        href={action}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          sheet.current?.showModal();
        }}
      >
        <Icon name="search" />
        <span className="t">Search</span> <kbd>Ctrl K</kbd>
      </a>
      <Sheet sheet={sheet} title="Search">
        <search>
          <form className="form" action={action}>
            <TextInput
              id="search-words"
              name="q"
              type="search"
              label={hint}
              autoComplete="off"
              autoFocus
              required
            />
            <div className="acts">
              <SubmitButton primary>Search</SubmitButton>
            </div>
          </form>
        </search>
      </Sheet>
    </>
  );
}
