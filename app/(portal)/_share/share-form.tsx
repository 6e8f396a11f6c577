"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Checkbox, type Choice, Select, TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { PART_WORDS, SHARE_PARTS } from "@/lib/sharing/parts";
import { type CreatedAnswer, createLink } from "./create-link";
import { type Chosen, newLinkAddress, type Target } from "./target";
import { chosenFrom } from "./typed";

/**
 * Makes a share link and shows it the one time it can be seen. In a menu it leads to the preview, with what was chosen;
 * beside the preview it changes it.
 */
export function ShareForm({
  target,
  chosen: first,
  expiries,
  previewed = false,
}: {
  target: Target;
  chosen: Chosen;
  expiries: readonly Choice[];
  /** Whether the preview stands below. */
  previewed?: boolean;
}) {
  const [answer, send] = useActionState<CreatedAnswer, FormData>(createLink, null);
  const [seen, setSeen] = useState<CreatedAnswer>(null);
  const [chosen, setChosen] = useState(first);
  const router = useRouter();
  if (answer?.ok && answer !== seen)
    return <NewLink address={answer.address} onDone={() => setSeen(answer)} />;
  const typed = answer?.ok === false ? answer.chosen : first;
  const fields = answer?.ok === false ? answer.fields : {};
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    const now = chosenFrom(new FormData(event.currentTarget));
    setChosen(now);
    const shown = (of: Chosen) => [...of.shows, of.downloads].join();
    if (previewed && shown(now) !== shown(chosen))
      router.replace(newLinkAddress(target, now), { scroll: false });
  };
  return (
    <form action={send} onChange={onChange} className="form">
      {answer?.ok === false && Object.keys(fields).length === 0 ? (
        <p className="late" role="alert">
          {answer.message}
        </p>
      ) : null}
      <input type="hidden" name="scope" value={target.scope} />
      <input type="hidden" name="of" value={target.of ?? ""} />
      <input type="hidden" name="filter" value={target.filter} />
      <input type="hidden" name="place" value={target.place ?? ""} />
      <TextInput
        name="label"
        id="share-label"
        label="Name, for yourselves"
        placeholder="Board, weekly"
        maxLength={120}
        required
        defaultValue={typed.label}
        fault={fields.label}
      />
      <Select
        name="expires"
        id="share-expires"
        label="Works until the end of"
        choices={expiries}
        empty="No end"
        defaultValue={typed.expires ?? expiries[1]?.value}
        fault={fields.expiresAt}
      />
      <TextInput
        name="passcode"
        id="share-passcode"
        label="Passcode"
        optional
        autoComplete="off"
        maxLength={100}
        defaultValue={answer?.ok === false ? answer.passcode : ""}
        fault={fields.passcode}
      />
      <fieldset className="field">
        <legend>It shows the summary, and</legend>
        {SHARE_PARTS.map((part) => (
          <Checkbox
            key={part}
            name={part}
            label={PART_WORDS[part]}
            defaultChecked={typed.shows.includes(part)}
          />
        ))}
        <Checkbox name="downloads" label="Reports to download" defaultChecked={typed.downloads} />
      </fieldset>
      <p className="quiet">
        No prices, no names, no reasons, no internal notes.{" "}
        {previewed ? null : <Link href={newLinkAddress(target, chosen)}>See what it shows</Link>}
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
