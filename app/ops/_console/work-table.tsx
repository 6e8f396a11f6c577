"use client";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState, useTransition } from "react";
import { RulerCell, TimeInState } from "@/components/production/ruler";
import { StateBadge } from "@/components/production/state-badge";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Choice } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import type { Answer } from "@/lib/access/errors";
import type { EventId } from "@/lib/lifecycle/states";
import type { OperationResult } from "@/lib/variants/operation-result";
import type { WorkFilter } from "@/lib/variants/work-filter";
import { assignBulk, flagBulk, sendBulk, undoBulk } from "../actions";
import { BulkBar, type Wish } from "./bulk-bar";
import { NEXT_STEP } from "./next-step";
import { useConsoleKeys } from "./use-console-keys";
import type { ConsoleRow } from "./work-rows";

type Sort = { href: string; direction?: "ascending" | "descending" };

interface Outcome {
  words: string;
  operationId: string | null;
  /** By variant: why it was not moved. */
  refused: ReadonlyMap<string, string>;
}

/** The work, dense, with a selection and what can be done to it. What was refused stays selected and says why. */
export function WorkTable({
  rows,
  filter,
  matching,
  staff,
  batches,
  sorts,
}: {
  rows: readonly ConsoleRow[];
  filter: WorkFilter;
  /** How many the filter matches, in figures. */
  matching: string;
  staff: readonly Choice[];
  batches: readonly Choice[];
  sorts: { sku: Sort; since: Sort; due: Sort };
}) {
  const router = useRouter();
  const [picked, setPicked] = useState<ReadonlyMap<string, ConsoleRow>>(new Map());
  const [everything, setEverything] = useState(false);
  const [cursor, setCursor] = useState(-1);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const anchor = useRef(-1);

  const pick = useCallback((which: readonly ConsoleRow[], on: boolean) => {
    setEverything(false);
    setPicked((was) => {
      const next = new Map(was);
      for (const row of which) {
        if (on) next.set(row.i, row);
        else next.delete(row.i);
      }
      return next;
    });
  }, []);
  const clear = useCallback(() => {
    setPicked(new Map());
    setEverything(false);
  }, []);

  const selection = useCallback(
    (which: readonly ConsoleRow[]) =>
      everything ? { filter } : { variants: which.map(({ i, v }) => ({ id: i, version: v })) },
    [everything, filter],
  );

  const settle = useCallback((answer: Answer<OperationResult>, done: string) => {
    if (!answer.ok) {
      setOutcome({ words: answer.message, operationId: null, refused: new Map() });
      return;
    }
    const { moved, total, refused, refusedTotal, operationId } = answer.value;
    const not =
      refusedTotal === 0
        ? ""
        : ` ${refusedTotal} ${refusedTotal === 1 ? "was" : "were"} refused and ${refusedTotal === 1 ? "stays" : "stay"} selected, each with its reason.`;
    setOutcome({
      words: `${done}: ${moved} of ${total} moved.${not}`,
      operationId: moved > 0 ? operationId : null,
      refused: new Map(refused.map(({ variantId, message }) => [variantId, message])),
    });
    const stay = new Set(refused.map(({ variantId }) => variantId));
    setEverything(false);
    setPicked((was) => new Map([...was].filter(([id]) => stay.has(id))));
  }, []);

  const send = useCallback(
    (wish: Wish, which: readonly ConsoleRow[]) => {
      start(async () => {
        const chosen = selection(which);
        if (wish.kind === "event") {
          const { event, label, reason, reasonCode, batchId } = wish;
          settle(await sendBulk({ selection: chosen, event, reason, reasonCode, batchId }), label);
        } else if (wish.kind === "assign") {
          const answer = await assignBulk({
            selection: chosen,
            assigneeId: wish.assigneeId,
            department: wish.department,
          });
          const words = answer.ok ? `${answer.value.assigned} assigned.` : answer.message;
          setOutcome({ words, operationId: null, refused: new Map() });
        } else {
          const { kind: _, ...flag } = wish;
          const answer = await flagBulk({ selection: chosen, ...flag, kind: flag.flagKind });
          const words = answer.ok ? `${answer.value.raised} flagged.` : answer.message;
          setOutcome({ words, operationId: null, refused: new Map() });
        }
      });
    },
    [selection, settle],
  );

  const undo = (operationId: string) =>
    start(async () => {
      const answer = await undoBulk(operationId);
      const words = answer.ok ? `${answer.value.moved} taken back.` : answer.message;
      setOutcome({ words, operationId: null, refused: new Map() });
    });

  const chosen = useMemo(
    () => [...picked.values()].map((row) => rows.find(({ i }) => i === row.i) ?? row),
    [picked, rows],
  );
  useConsoleKeys({
    move: (by, extend) => {
      const next = Math.max(0, Math.min(rows.length - 1, cursor + by));
      if (extend) {
        if (anchor.current < 0) anchor.current = Math.max(cursor, 0);
        pick(rows.slice(Math.min(anchor.current, next), Math.max(anchor.current, next) + 1), true);
      } else anchor.current = -1;
      setCursor(next);
      document.getElementById(`row-${next}`)?.scrollIntoView({ block: "nearest" });
    },
    toggle: () => {
      const row = rows[cursor];
      if (row) pick([row], !picked.has(row.i));
    },
    open: () => {
      const row = rows[cursor];
      if (row) router.push(`/ops/variants/${row.i}`);
    },
    next: () => {
      const row = rows[cursor];
      const which = chosen.length > 0 ? chosen : row ? [row] : [];
      const event = commonNext(which);
      if (event) send({ kind: "event", ...event, reason: null, reasonCode: null, batchId: null }, which);
    },
    clear,
  });

  const allHere = rows.length > 0 && rows.every(({ i }) => picked.has(i));
  return (
    <>
      <div role="status">
        {outcome ? (
          <div className="result">
            <span className="words">{outcome.words}</span>
            {outcome.operationId ? (
              <span className="acts">
                <Link href={`/ops/operations/${outcome.operationId}`}>Show the operation</Link>
                <Button
                  small
                  disabled={pending}
                  onClick={() => outcome.operationId && undo(outcome.operationId)}
                >
                  Undo, within 10 minutes
                </Button>
              </span>
            ) : null}
          </div>
        ) : null}
      </div>
      <div className="scroll" aria-busy={pending}>
        <DataTable
          caption="Work"
          columns={columns(sorts, allHere, rows.length > 0, (on) => pick(rows, on))}
          picks
        >
          <tbody>
            {rows.map((row, index) => (
              <Row
                key={row.i}
                row={row}
                index={index}
                picked={everything || picked.has(row.i)}
                current={index === cursor}
                why={outcome?.refused.get(row.i)}
                onPick={(on) => {
                  setCursor(index);
                  pick([row], on);
                }}
              />
            ))}
          </tbody>
        </DataTable>
        {rows.length === 0 ? (
          <p className="empty">Nothing here. Choose another state, or clear the filter.</p>
        ) : null}
      </div>
      {everything || chosen.length > 0 ? (
        <BulkBar
          rows={chosen}
          everything={everything}
          matching={matching}
          staff={staff}
          batches={batches}
          pending={pending}
          onEverything={() => setEverything(true)}
          onClear={clear}
          onSend={(wish) => send(wish, chosen)}
        />
      ) : null}
    </>
  );
}

/** The usual next step that every chosen variant can take without a word; null where there is none in common. */
function commonNext(rows: readonly ConsoleRow[]): { event: EventId; label: string } | null {
  const [first] = rows;
  const step = first ? NEXT_STEP[first.l] : undefined;
  if (!step || rows.some((row) => NEXT_STEP[row.l]?.event !== step.event || !row.m.includes(step.event)))
    return null;
  return step;
}

function columns(
  sorts: { sku: Sort; since: Sort; due: Sort },
  allHere: boolean,
  any: boolean,
  pickAll: (on: boolean) => void,
): Column[] {
  const all = (
    <input
      type="checkbox"
      aria-label="Select this page"
      checked={allHere}
      disabled={!any}
      onChange={(event) => pickAll(event.target.checked)}
    />
  );
  return [
    { label: "Select", head: all, width: 28 },
    { label: "SKU", width: 108, tn: true, sort: sorts.sku },
    { label: "Product, colour", phone: "full" },
    { label: "Brand", width: 76, drop: true, phone: "gone" },
    { label: "Batch", width: 116, drop: true, phone: "full" },
    { label: "State", width: 150 },
    { label: "In state", width: 78, num: true, sort: sorts.since },
    { label: "Allowed", width: 68, phone: "gone", sort: sorts.due },
    { label: "Since", width: 86, tn: true, quiet: true, drop: true, phone: "gone" },
    { label: "Assigned to", width: 104, phone: "end" },
    { label: "Expected", width: 96, drop: true },
    { label: "Complexity", width: 72, drop: true, phone: "gone" },
    { label: "Rev.", width: 36, num: true, drop: true, phone: "gone" },
  ];
}

function Row({
  row,
  index,
  picked,
  current,
  why,
  onPick,
}: {
  row: ConsoleRow;
  index: number;
  picked: boolean;
  current: boolean;
  why: string | undefined;
  onPick: (on: boolean) => void;
}) {
  const classes = [picked && "on", current && "cur", why && "haswhy"].filter(Boolean).join(" ");
  return (
    <>
      <tr id={`row-${index}`} className={classes || undefined}>
        <td>
          <input
            type="checkbox"
            aria-label={`Select ${row.s}`}
            checked={picked}
            onChange={(event) => onPick(event.target.checked)}
          />
        </td>
        <td>
          <Link className="id" href={`/ops/variants/${row.i}`}>
            {row.s}
          </Link>
        </td>
        <td title={`${row.p} ${row.c}`}>
          {row.p} <span className="quiet">{row.c}</span>
        </td>
        <td title={`${row.br}, ${row.o}`}>{row.br}</td>
        <td title={row.b}>{row.b}</td>
        <td>
          <StateBadge place={row.l} size={13} />
        </td>
        <td>
          <TimeInState days={row.t} delay={row.d} />
        </td>
        <td>{row.w ? <RulerCell spent={row.t} low={row.w[0]} high={row.w[1]} delay={row.d} /> : null}</td>
        <td>{row.e}</td>
        <td title={row.a}>{row.a}</td>
        <td>{row.x}</td>
        <td>{row.k}</td>
        <td className={row.r === 0 ? "zero" : undefined}>{row.r}</td>
      </tr>
      {why ? (
        <tr className="why">
          <td />
          <td colSpan={12}>
            <b>Not moved:</b> {why}
          </td>
        </tr>
      ) : null}
    </>
  );
}
