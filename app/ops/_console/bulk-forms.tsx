"use client";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox, type Choice, Select, Textarea, TextInput } from "@/components/ui/inputs";
import { EVENT_META } from "@/lib/lifecycle/events";
import { type Field, REVISION_CODES } from "@/lib/lifecycle/needs";
import { DEPARTMENT_LABELS, DEPARTMENTS, type Department, type EventId } from "@/lib/lifecycle/states";
import type { Wish } from "./wish";

type Send = (wish: Wish) => void;

const text = (data: FormData, name: string): string | null => {
  const value = data.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
};

/** A form in the bulk bar's dialog: its fields, and the verb that sends it. */
function BulkForm({
  submit,
  onData,
  children,
}: {
  submit: string;
  onData: (data: FormData) => void;
  children: ReactNode;
}) {
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onData(new FormData(event.currentTarget));
      }}
    >
      {children}
      <div className="acts">
        <Button type="submit" primary>
          {submit}
        </Button>
      </div>
    </form>
  );
}

/** What an event needs, from the same fields its command checks. */
export function EventForm({
  event,
  fields,
  batches,
  question,
  onSend,
}: {
  event: EventId;
  fields: readonly Field[];
  batches: readonly Choice[];
  /** What is asked first, where it cannot be undone. */
  question?: string;
  onSend: Send;
}) {
  const send = (data: FormData) =>
    onSend({
      kind: "event",
      event,
      reason: text(data, "reason"),
      reasonCode: text(data, "code"),
      batchId: text(data, "batchId"),
    });
  return (
    <BulkForm submit={EVENT_META[event].label} onData={send}>
      {question ? <p>{question}</p> : null}
      {fields.map(({ name, kind, label, required, options }) => {
        const words = { id: `bulk-${name}`, name, label, required, optional: !required };
        if (kind === "words") return <Textarea key={name} {...words} maxLength={2000} autoFocus />;
        const isBatch = kind === "batch";
        return (
          <Select
            key={name}
            {...words}
            choices={isBatch ? batches : (options ?? [])}
            empty={isBatch ? "The ordered one" : "Choose"}
          />
        );
      })}
    </BulkForm>
  );
}

const DEPARTMENT_CHOICES = DEPARTMENTS.filter((department) => department !== "customer").map((value) => ({
  value,
  label: DEPARTMENT_LABELS[value],
}));

export function AssignForm({
  staff,
  shown,
  onSend,
}: {
  staff: readonly Choice[];
  /** Who each is assigned to on the screen, so that somebody else's choice meanwhile is noticed. */
  shown: Record<string, string | null> | undefined;
  onSend: Send;
}) {
  const send = (data: FormData) =>
    onSend({
      kind: "assign",
      assigneeId: text(data, "assigneeId"),
      department: text(data, "department") as Department | null,
      ...(shown ? { shown } : {}),
    });
  return (
    <BulkForm submit="Assign" onData={send}>
      <Select name="assigneeId" label="Person" choices={staff} empty="Nobody in particular" />
      <Select
        name="department"
        label="Department"
        choices={DEPARTMENT_CHOICES}
        empty="The state's own"
        optional
      />
      <p className="quiet">It stays assigned until it moves on.</p>
    </BulkForm>
  );
}

const KINDS = Object.entries(REVISION_CODES).map(([value, label]) => ({ value, label }));
const SEVERITIES = [
  { value: "minor", label: "Minor" },
  { value: "major", label: "Major" },
];

export function FlagForm({ onSend }: { onSend: Send }) {
  const send = (data: FormData) =>
    onSend({
      kind: "flag",
      flagKind: (text(data, "kind") ?? "other") as keyof typeof REVISION_CODES,
      severity: data.get("severity") === "major" ? "major" : "minor",
      blocking: data.get("blocking") === "on",
      words: text(data, "words") ?? "",
    });
  return (
    <BulkForm submit="Raise the flag" onData={send}>
      <div className="fields-2">
        <Select name="kind" label="What it is about" choices={KINDS} empty="Choose" required />
        <Select name="severity" label="Severity" choices={SEVERITIES} defaultValue="minor" />
      </div>
      <Textarea name="words" label="What you saw" maxLength={2000} required />
      <Checkbox name="blocking" label="Blocks validation until it is resolved" />
    </BulkForm>
  );
}

export function ResolveForm({ onSend }: { onSend: Send }) {
  const send = (data: FormData) =>
    onSend({
      kind: "resolve",
      flagKind: text(data, "kind") as keyof typeof REVISION_CODES | null,
      resolution: text(data, "resolution") ?? "",
    });
  return (
    <BulkForm submit="Resolve" onData={send}>
      <Select name="kind" label="Flags about" choices={KINDS} empty="Anything" />
      <Textarea name="resolution" label="How it was resolved" maxLength={2000} required />
      <p className="quiet">Every open flag of the selection is resolved with these words.</p>
    </BulkForm>
  );
}

const NEW_BATCH = "new";

export function MoveForm({ batches, onSend }: { batches: readonly Choice[]; onSend: Send }) {
  const [isNew, setNew] = useState(false);
  const send = (data: FormData) => {
    const batchId = isNew ? null : text(data, "batchId");
    onSend({ kind: "move", batchId, name: text(data, "name") });
  };
  return (
    <BulkForm submit="Move" onData={send}>
      <Select
        name="batchId"
        label="Batch"
        choices={[{ value: NEW_BATCH, label: "A new batch" }, ...batches]}
        empty="Choose"
        required
        onChange={({ currentTarget }) => setNew(currentTarget.value === NEW_BATCH)}
      />
      {isNew ? <TextInput name="name" label="Name of the new batch" maxLength={200} required /> : null}
      <p className="quiet">Their states stay as they are.</p>
    </BulkForm>
  );
}

const CURRENCIES = ["EUR", "USD", "GBP", "CHF"].map((value) => ({ value, label: value }));
const VALID_DAYS = 14;

/** The same price for each variant; an order each gets a quote of its own. Single prices are set on the quotes page. */
export function QuoteForm({ onSend }: { onSend: Send }) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const send = (data: FormData) => {
    const price = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec((text(data, "price") ?? "").replace(/[\s’']/g, ""));
    if (!price) return setFault("Write the price as 124 or 124.50.");
    onSend({
      kind: "quote",
      price: Number(price[1]) * 100 + Number((price[2] ?? "").padEnd(2, "0")),
      currency: text(data, "currency") ?? "EUR",
      validUntil: new Date(`${text(data, "validUntil")}T17:00:00Z`),
      note: text(data, "note"),
    });
  };
  return (
    <BulkForm submit="Send the quotes" onData={send}>
      <p>One quote goes out for each order, at the same price for each variant. A quote cannot be undone.</p>
      <div className="fields-2">
        <TextInput
          id={`${id}-price`}
          name="price"
          label="Price of each, net"
          inputMode="decimal"
          fault={fault}
          required
        />
        <Select name="currency" label="Currency" choices={CURRENCIES} defaultValue="EUR" />
      </div>
      <TextInput
        id={`${id}-valid`}
        name="validUntil"
        type="date"
        label="Valid until"
        min={inDays(1)}
        defaultValue={inDays(VALID_DAYS)}
        required
      />
      <Textarea id={`${id}-note`} name="note" label="Message to the customer" optional />
    </BulkForm>
  );
}
