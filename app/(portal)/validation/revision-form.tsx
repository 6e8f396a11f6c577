"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Place, ShownPin } from "@/components/model/place";
import { Button } from "@/components/ui/button";
import { Select, Textarea, TextInput } from "@/components/ui/inputs";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import { pinLabel, SPOT_IDS, type Spot, spotLabel } from "@/lib/models/spots";

const CODES = Object.entries(REVISION_CODES).map(([value, label]) => ({ value, label }));

export interface DraftPin extends Place {
  key: number;
  spot: Spot | null;
  note: string;
}

/** What is being asked for; kept for each variant until it is sent, so that nothing typed is lost. */
export interface Draft {
  code: string;
  words: string;
  pins: DraftPin[];
}
export const EMPTY: Draft = { code: "", words: "", pins: [] };

export const draftPins = (pins: readonly DraftPin[]): ShownPin[] =>
  pins.map(({ spot, note, position, normal }, index) => ({
    number: index + 1,
    label: pinLabel(spot),
    note,
    position,
    normal,
  }));

/** Asks what should change in a variant: a code, words, and pins at named places or where the model is pressed. */
export function RevisionForm({
  sku,
  draft,
  fault,
  pending,
  hasModel,
  onChange,
  onPin,
  onShowModel,
  onSend,
  onLeave,
}: {
  sku: string;
  draft: Draft;
  fault: string | null;
  pending: boolean;
  hasModel: boolean;
  onChange: (draft: Draft) => void;
  onPin: (spot: Spot) => void;
  /** Brings the model into view where it stands above the form. */
  onShowModel: () => void;
  onSend: () => void;
  onLeave: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [pinned, setPinned] = useState(draft.pins.length);
  const { code, words, pins } = draft;

  useEffect(() => {
    form.current?.querySelector("select")?.focus();
  }, []);
  useEffect(() => {
    // A new pin wants its note next.
    if (pins.length > pinned)
      form.current?.querySelector<HTMLInputElement>(".pin-list li:last-child input")?.focus();
    setPinned(pins.length);
  }, [pins.length, pinned]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!pending) onSend();
  }
  const change = (key: number, note: string) =>
    onChange({ ...draft, pins: pins.map((pin) => (pin.key === key ? { ...pin, note } : pin)) });
  return (
    <form
      ref={form}
      className="form"
      aria-label={`Request a revision of ${sku}`}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
    >
      <h3>Request a revision of {sku}</h3>
      {fault ? (
        <p className="late" role="alert">
          {fault}
        </p>
      ) : null}
      <Select
        name="revision-code"
        label="What it is about"
        choices={CODES}
        empty="Choose"
        required
        value={code}
        onChange={(event) => onChange({ ...draft, code: event.target.value })}
      />
      <Textarea
        name="revision-words"
        label="What should change"
        hint="Be specific: it goes to the people who model it."
        value={words}
        onChange={(event) => onChange({ ...draft, words: event.target.value })}
        maxLength={2000}
        required
      />
      {hasModel ? (
        <fieldset>
          <legend>Pins</legend>
          <p className="hint">
            Press the model where something should change, or choose a place. Left and right as worn.
          </p>
          <div className="spots">
            <span className="to-model">
              <Button small onClick={onShowModel}>
                Press the model…
              </Button>
            </span>
            {SPOT_IDS.map((spot) => (
              <Button key={spot} small onClick={() => onPin(spot)}>
                {spotLabel(spot)}
              </Button>
            ))}
          </div>
          <ol className="pin-list">
            {pins.map((pin, index) => (
              <li key={pin.key}>
                <span className="no">{index + 1}</span>
                <TextInput
                  name={`pin-${pin.key}`}
                  label={`${pinLabel(pin.spot)}: what should change here`}
                  value={pin.note}
                  onChange={(event) => change(pin.key, event.target.value)}
                  maxLength={500}
                  required
                />
                <Button
                  small
                  plain
                  aria-label={`Remove pin ${index + 1}`}
                  onClick={() => onChange({ ...draft, pins: pins.filter(({ key }) => key !== pin.key) })}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ol>
        </fieldset>
      ) : null}
      <div className="acts">
        <Button primary type="submit" disabled={pending}>
          Send it back
        </Button>
        <Button onClick={onLeave}>Leave it as it is</Button>
        <span className="hint">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends, <kbd>Esc</kbd> leaves
        </span>
      </div>
    </form>
  );
}
