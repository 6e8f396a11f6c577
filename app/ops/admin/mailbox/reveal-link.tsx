"use client";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { revealLink } from "./actions";

/** Shows a mail's link, made anew each time. */
export function RevealLink({ mailId }: { mailId: string }) {
  const [link, setLink] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const reveal = () =>
    start(async () => {
      const answer = await revealLink(mailId);
      setLink(answer.ok ? answer.value.link : null);
      setFault(answer.ok ? null : answer.message);
    });
  return (
    <div className="mt-4 grid justify-items-start gap-2" aria-live="polite">
      {fault ? <p className="late small">{fault}</p> : null}
      {link ? (
        <>
          <p className="small quiet">
            Hand it to the person it is for, and nobody else: whoever opens it acts for them. It is not shown
            again.
          </p>
          <code>{link}</code>
          <CopyButton text={link} label="Copy the link" />
        </>
      ) : (
        <Button aria-disabled={pending || undefined} onClick={() => !pending && reveal()}>
          {pending ? "One moment" : "Show the link"}
        </Button>
      )}
    </div>
  );
}
