"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Checkbox, type Choice, Select, Textarea } from "@/components/ui/inputs";
import { KeyHint } from "@/components/ui/key-hint";
import { EVENT_META } from "@/lib/lifecycle/events";
import { type Field, needsOf, REVISION_CODES } from "@/lib/lifecycle/needs";
import { DEPARTMENT_LABELS, DEPARTMENTS, EVENTS, type EventId } from "@/lib/lifecycle/states";
import { NEXT_STEP } from "./next-step";
import { keysAreOn, switchKeys } from "./use-console-keys";
import type { ConsoleRow } from "./work-rows";

export type Wish =
  | {
      kind: "event";
      event: EventId;
      label: string;
      reason: string | null;
      reasonCode: string | null;
      batchId: string | null;
    }
  | { kind: "assign"; assigneeId: string | null; department: string | null }
  | { kind: "flag"; flagKind: string; severity: "minor" | "major"; blocking: boolean; words: string };

type Asking = { event: EventId; fields: readonly Field[] } | "assign" | "flag" | null;

/** What can be done with the selection: only what is permitted, each with the form it needs. */
export function BulkBar({
  rows,
  everything,
  matching,
  staff,
  batches,
  pending,
  onEverything,
  onClear,
  onSend,
}: {
  rows: readonly ConsoleRow[];
  everything: boolean;
  matching: string;
  staff: readonly Choice[];
  batches: readonly Choice[];
  pending: boolean;
  onEverything: () => void;
  onClear: () => void;
  onSend: (wish: Wish) => void;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const offers = EVENTS.map((event) => ({
    event,
    can: rows.filter(({ m }) => m.includes(event)).length,
  })).filter(({ can }) => can > 0);
  const usual = new Set(rows.map(({ l }) => NEXT_STEP[l]?.event));
  offers.sort((a, b) => Number(usual.has(b.event)) - Number(usual.has(a.event)));
  const oneOrganisation = new Set(rows.map(({ oi }) => oi)).size === 1;

  function ask(next: Asking) {
    setAsking(next);
    sheet.current?.showModal();
  }
  function begin(event: EventId) {
    const facts = {
      productionBegun: rows.some(({ g }) => g),
      modelMissing: false,
      blockingFlag: false,
      undoIsOwnAndFresh: true,
    };
    const fields = needsOf(event, facts, "ops").filter(
      ({ kind }) => kind !== "batch" || (oneOrganisation && batches.length > 0),
    );
    if (fields.length > 0) ask({ event, fields });
    else
      onSend({
        kind: "event",
        event,
        label: EVENT_META[event].label,
        reason: null,
        reasonCode: null,
        batchId: null,
      });
  }
  function done(wish: Wish) {
    sheet.current?.close();
    onSend(wish);
  }

  return (
    <div className="bulk">
      <b>{everything ? `All ${matching} matching selected` : `${rows.length} selected`}</b>
      {everything ? null : (
        <button type="button" className="link" onClick={onEverything}>
          Select all {matching} matching
        </button>
      )}
      {offers.map(({ event, can }) => (
        <Button key={event} disabled={pending} onClick={() => begin(event)}>
          {EVENT_META[event].label}
          {can < rows.length ? ` (${can})` : ""}
          {usual.has(event) ? <KeyHint keys={["e"]} /> : null}
        </Button>
      ))}
      <Button disabled={pending} onClick={() => ask("assign")}>
        Assign…
      </Button>
      <Button disabled={pending} onClick={() => ask("flag")}>
        Quality flag…
      </Button>
      <span className="end">
        <KeysSwitch />
        <button type="button" className="link" onClick={onClear}>
          Clear <KeyHint keys={["Esc"]} />
        </button>
      </span>
      <Sheet sheet={sheet} title={titleOf(asking)} onClose={() => setAsking(null)}>
        {asking === "assign" ? <AssignForm staff={staff} onSend={done} /> : null}
        {asking === "flag" ? <FlagForm onSend={done} /> : null}
        {asking !== null && typeof asking === "object" ? (
          <EventForm asking={asking} batches={batches} onSend={done} />
        ) : null}
      </Sheet>
    </div>
  );
}

function titleOf(asking: Asking): string {
  if (asking === "assign") return "Assign to";
  if (asking === "flag") return "Raise a quality flag";
  return asking ? EVENT_META[asking.event].label : "";
}

function KeysSwitch() {
  const [on, setOn] = useState(keysAreOn);
  return (
    <button
      type="button"
      className="link spare"
      aria-pressed={on}
      onClick={() => {
        switchKeys(!on);
        setOn(!on);
      }}
    >
      Keys {on ? "on" : "off"}
    </button>
  );
}

const text = (data: FormData, name: string) => String(data.get(name) ?? "").trim() || null;

function EventForm({
  asking,
  batches,
  onSend,
}: {
  asking: { event: EventId; fields: readonly Field[] };
  batches: readonly Choice[];
  onSend: (wish: Wish) => void;
}) {
  const { event, fields } = asking;
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.currentTarget);
        onSend({
          kind: "event",
          event,
          label: EVENT_META[event].label,
          reason: text(data, "reason"),
          reasonCode: text(data, "code"),
          batchId: text(data, "batchId"),
        });
      }}
    >
      {fields.map((field) => {
        const words = {
          key: field.name,
          name: field.name,
          label: field.label,
          required: field.required,
          optional: !field.required,
        };
        const { key, ...rest } = words;
        if (field.kind === "words") return <Textarea key={key} {...rest} maxLength={2000} />;
        const choices = field.kind === "batch" ? batches : (field.options ?? []);
        return (
          <Select
            key={key}
            {...rest}
            choices={choices}
            empty={field.kind === "batch" ? "The ordered one" : "Choose"}
          />
        );
      })}
      <div className="acts">
        <Button type="submit" primary>
          {EVENT_META[event].label}
        </Button>
      </div>
    </form>
  );
}

function AssignForm({ staff, onSend }: { staff: readonly Choice[]; onSend: (wish: Wish) => void }) {
  const departments = DEPARTMENTS.filter((department) => department !== "customer").map((value) => ({
    value,
    label: DEPARTMENT_LABELS[value],
  }));
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.currentTarget);
        onSend({
          kind: "assign",
          assigneeId: text(data, "assigneeId"),
          department: text(data, "department"),
        });
      }}
    >
      <Select name="assigneeId" label="Person" choices={staff} empty="Nobody in particular" />
      <Select name="department" label="Department" choices={departments} empty="The state's own" />
      <div className="acts">
        <Button type="submit" primary>
          Assign
        </Button>
      </div>
    </form>
  );
}

function FlagForm({ onSend }: { onSend: (wish: Wish) => void }) {
  const kinds = Object.entries(REVISION_CODES).map(([value, label]) => ({ value, label }));
  const severities = [
    { value: "minor", label: "Minor" },
    { value: "major", label: "Major" },
  ];
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.currentTarget);
        const severity = data.get("severity") === "major" ? "major" : "minor";
        onSend({
          kind: "flag",
          flagKind: text(data, "kind") ?? "other",
          severity,
          blocking: data.get("blocking") === "on",
          words: text(data, "words") ?? "",
        });
      }}
    >
      <Select name="kind" label="What it is about" choices={kinds} empty="Choose" required />
      <Select name="severity" label="Severity" choices={severities} defaultValue="minor" />
      <Textarea name="words" label="What you saw" maxLength={2000} required />
      <Checkbox name="blocking" label="Blocks validation until it is resolved" />
      <div className="acts">
        <Button type="submit" primary>
          Raise the flag
        </Button>
      </div>
    </form>
  );
}
