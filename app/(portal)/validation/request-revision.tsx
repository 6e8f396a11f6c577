"use client";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Select, Textarea } from "@/components/ui/inputs";
import { REVISION_CODES } from "@/lib/lifecycle/needs";

const CODES = Object.entries(REVISION_CODES).map(([value, label]) => ({ value, label }));

/** Asks what the revision is about, in a code and in words, before the selection goes back to modelling. */
export function RequestRevision({
  what,
  onSend,
}: {
  /** "ten variants". */
  what: string;
  onSend: (reason: string, code: string) => void;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [reason, setReason] = useState("");
  const [code, setCode] = useState("");
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        Request revision…
      </Button>
      <Sheet sheet={sheet} title={`Request a revision of ${what}`}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            onSend(reason, code);
            sheet.current?.close();
          }}
        >
          <Select
            id={`${id}code`}
            name="code"
            label="What it is about"
            choices={CODES}
            empty="Choose"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            required
          />
          <Textarea
            id={`${id}reason`}
            name="reason"
            label="What should change"
            hint="Be specific: it goes to the people who model it."
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={2000}
            required
          />
          <div className="acts">
            <Button primary type="submit">
              Request revision
            </Button>
            <Button onClick={() => sheet.current?.close()}>Leave it as it is</Button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
