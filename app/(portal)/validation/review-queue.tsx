"use client";
import { useEffect, useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { Answer } from "@/lib/access/errors";
import type { OperationResult } from "@/lib/variants/operation-result";
import { capital, counted } from "@/lib/words/counts";
import { sendToSelection, undoSent } from "../_actions/send-event";
import { RequestRevision } from "./request-revision";

/** A completed variant as the queue takes it: words are made on the server. */
export interface QueueItem {
  id: string;
  version: number;
  sku: string;
  product: string;
  batch: string;
  look: string;
  size: string;
  complexity: string;
  revision: number;
  since: string;
  overdue: boolean;
  flags: { words: string; blocking: boolean }[];
}

type Event = "validate" | "requestRevision";
interface Outcome {
  /** What was done, or what stood in the way of everything. */
  words: string;
  operationId: string | null;
  /** By variant: why it was not moved. */
  refused: ReadonlyMap<string, string>;
}

const DONE: Record<Event, string> = { validate: "validated", requestRevision: "sent back for a revision" };

/** The review queue: one by one or as a selection. What was refused stays selected and says why. */
export function ReviewQueue({ items, mayReview }: { items: readonly QueueItem[]; mayReview: boolean }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const chosen = items.filter(({ id }) => picked.has(id));

  useEffect(() => {
    const clear = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open], details[open]"))
        setPicked(new Set());
    };
    document.addEventListener("keydown", clear);
    return () => document.removeEventListener("keydown", clear);
  }, []);

  function pick(ids: string[], on: boolean) {
    setPicked((was) => new Set(on ? [...was, ...ids] : [...was].filter((id) => !ids.includes(id))));
  }

  function send(
    event: Event,
    which: readonly QueueItem[],
    reason: string | null = null,
    code: string | null = null,
  ) {
    start(async () => {
      const variants = which.map(({ id, version }) => ({ id, version }));
      settle(event, await sendToSelection({ variants, event, reason, code }));
    });
  }

  function settle(event: Event, answer: Answer<OperationResult>) {
    if (!answer.ok) {
      setOutcome({ words: answer.message, operationId: null, refused: new Map() });
      return;
    }
    const { moved, refused, refusedTotal, operationId } = answer.value;
    const done = moved > 0 ? `${capital(counted(moved, "variant"))} ${DONE[event]}.` : "";
    const not = refusedTotal > 0 ? ` ${capital(counted(refusedTotal, "variant"))} not: see each below.` : "";
    setOutcome({
      words: `${done}${not}`.trim(),
      operationId: moved > 0 ? operationId : null,
      refused: new Map(refused.map(({ variantId, message }) => [variantId, message])),
    });
    setPicked(new Set(refused.map(({ variantId }) => variantId)));
  }

  function undo(operationId: string) {
    start(async () => {
      const answer = await undoSent(operationId);
      const words = answer.ok
        ? `${capital(counted(answer.value.moved, "variant"))} taken back.`
        : answer.message;
      setOutcome({ words, operationId: null, refused: new Map() });
    });
  }

  return (
    <div aria-busy={pending}>
      <div role="status">
        {outcome ? (
          <div className="result">
            <span className="words">{outcome.words}</span>
            {outcome.operationId ? (
              <div className="acts">
                <Button
                  small
                  disabled={pending}
                  onClick={() => outcome.operationId && undo(outcome.operationId)}
                >
                  Undo
                </Button>
              </div>
            ) : null}
          </div>
        ) : null}
      </div>
      <DataTable
        caption="Variants ready for review"
        columns={columns(mayReview, items, picked, pick)}
        picks={mayReview}
        ids={!mayReview}
        roomy={mayReview}
      >
        <tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              item={item}
              mayReview={mayReview}
              picked={picked.has(item.id)}
              why={outcome?.refused.get(item.id)}
              pending={pending}
              onPick={(on) => pick([item.id], on)}
              onValidate={() => send("validate", [item])}
            />
          ))}
        </tbody>
      </DataTable>
      {chosen.length > 0 ? (
        <div className="result chosen">
          <span className="words">
            <b>{capital(counted(chosen.length, "variant"))} selected</b>
          </span>
          <div className="acts">
            <Button primary disabled={pending} onClick={() => send("validate", chosen)}>
              Validate {chosen.length}
            </Button>
            <RequestRevision
              what={counted(chosen.length, "variant")}
              onSend={(reason, code) => send("requestRevision", chosen, reason, code)}
            />
            <Button plain onClick={() => setPicked(new Set())}>
              Clear
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function columns(
  mayReview: boolean,
  items: readonly QueueItem[],
  picked: ReadonlySet<string>,
  pick: (ids: string[], on: boolean) => void,
): Column[] {
  const all = items.every(({ id }) => picked.has(id));
  const box = (
    <input
      type="checkbox"
      aria-label="Select all on this page"
      checked={all}
      onChange={(event) =>
        pick(
          items.map(({ id }) => id),
          event.target.checked,
        )
      }
    />
  );
  return [
    ...(mayReview ? [{ label: "Select", width: 34, head: box }] : []),
    { label: "SKU", width: 116, tn: true },
    { label: "Product", width: 140, phone: "end" },
    { label: "Batch", width: 160, drop: true, phone: "full" },
    { label: "Colour, lens", phone: "full" },
    { label: "Size", width: 96, tn: true, drop: true, phone: "gone" },
    { label: "Complexity", width: 186 },
    { label: "Completed", width: 104, tn: true, phone: "end" },
    { label: "Quality", width: 170, phone: "full" },
    ...(mayReview ? [{ label: "Decide", width: 84, labelHidden: true, phone: "full" as const }] : []),
  ];
}

function Row({
  item,
  mayReview,
  picked,
  why,
  pending,
  onPick,
  onValidate,
}: {
  item: QueueItem;
  mayReview: boolean;
  picked: boolean;
  why: string | undefined;
  pending: boolean;
  onPick: (on: boolean) => void;
  onValidate: () => void;
}) {
  return (
    <>
      <tr className={[picked ? "on" : "", why ? "haswhy" : ""].join(" ").trim() || undefined}>
        {mayReview ? (
          <td>
            <input
              type="checkbox"
              aria-label={`Select ${item.sku}`}
              checked={picked}
              onChange={(event) => onPick(event.target.checked)}
            />
          </td>
        ) : null}
        <td>
          <Link className="id" href={`/variants/${item.id}`}>
            {item.sku}
          </Link>
        </td>
        <td title={item.product}>{item.product}</td>
        <td title={item.batch}>{item.batch}</td>
        <td title={item.look}>{item.look}</td>
        <td>{item.size}</td>
        <td>
          {item.complexity}
          {item.revision > 0 ? <span className="quiet">, revision {item.revision}</span> : null}
        </td>
        <td data-l="Completed">
          {item.overdue ? (
            <span className="risk">
              {item.since}
              <span className="vh">, overdue</span>
            </span>
          ) : (
            item.since
          )}
        </td>
        <td title={item.flags.map(({ words }) => words).join("; ")}>
          {item.flags.slice(0, 1).map(({ words, blocking }) => (
            <Badge key={words} icon="flag" tone={blocking ? "attention" : "hold"}>
              {blocking ? `Blocks: ${words}` : words}
            </Badge>
          ))}
        </td>
        {mayReview ? (
          <td>
            <Button small disabled={pending} onClick={onValidate} aria-label={`Validate ${item.sku}`}>
              Validate
            </Button>
          </td>
        ) : null}
      </tr>
      {why ? (
        <tr className="why on">
          <td />
          <td colSpan={9}>
            <b>Not moved.</b> {why}{" "}
            <span className="acts">
              <Link href={`/variants/${item.id}`}>Open {item.sku}</Link>
            </span>
          </td>
        </tr>
      ) : null}
    </>
  );
}
