"use client";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Checkbox, type Choice, Select, TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { type CreatedAnswer, createLink } from "./create-link";

/** Makes a share link and shows it the one time it can be seen. */
export function ShareForm({ batchId, expiries }: { batchId: string; expiries: readonly Choice[] }) {
  const [answer, send] = useActionState<CreatedAnswer, FormData>(createLink, null);
  const [seen, setSeen] = useState<CreatedAnswer>(null);
  if (answer?.ok && answer !== seen)
    return <NewLink address={answer.address} onDone={() => setSeen(answer)} />;
  const typed = answer?.ok === false ? answer.typed : null;
  const fields = answer?.ok === false ? answer.fields : {};
  return (
    <form action={send} className="form">
      {answer?.ok === false && Object.keys(fields).length === 0 ? (
        <p className="late" role="alert">
          {answer.message}
        </p>
      ) : null}
      <input type="hidden" name="batch" value={batchId} />
      <TextInput
        name="label"
        id="share-label"
        label="Name, for yourselves"
        placeholder="Board, weekly"
        maxLength={120}
        required
        defaultValue={typed?.label}
        fault={fields.label}
      />
      <Select
        name="expires"
        id="share-expires"
        label="Works until the end of"
        choices={expiries}
        empty="No end"
        defaultValue={typed ? typed.expires : expiries[1]?.value}
        fault={fields.expiresAt}
      />
      <TextInput
        name="passcode"
        id="share-passcode"
        label="Passcode"
        optional
        autoComplete="off"
        maxLength={100}
        defaultValue={typed?.passcode}
        fault={fields.passcode}
      />
      <Checkbox
        name="downloads"
        label="Allow its reports to be downloaded"
        defaultChecked={typed?.downloads ?? true}
      />
      <p className="quiet">
        No prices, no names, no reasons, no internal notes.{" "}
        <Link href={`/batches/${batchId}/preview`}>See what it shows</Link>
      </p>
      <div className="acts">
        <SubmitButton primary pending="One moment">
          Create link
        </SubmitButton>
      </div>
    </form>
  );
}

function NewLink({ address, onDone }: { address: string; onDone: () => void }) {
  return (
    <div className="form">
      <p role="status">Here is the link. It is shown this once: only its fingerprint is kept.</p>
      <TextInput
        name="address"
        id="share-address"
        label="Link"
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="acts">
        <CopyButton primary text={address} label="Copy link" />
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
