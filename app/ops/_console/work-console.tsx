"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { readRows } from "@/app/_variants/read-rows";
import { useSteady } from "@/components/live/use-steady";
import type { Choice } from "@/components/ui/inputs";
import type { WorkSort } from "@/lib/variants/list-work";
import type { WorkFilter } from "@/lib/variants/work-filter";
import type { WorkKind, WorkOffers } from "@/lib/variants/work-offers";
import { offersForAll } from "../actions";
import { BulkBar } from "./bulk-bar";
import { KeysBar } from "./keys-bar";
import { movesOn, offersOf } from "./offers";
import { ResultLine } from "./result-line";
import { asWorkSelection, clearSelection, type Picked, pick, useSelection } from "./selection";
import { useConsoleKeys } from "./use-console-keys";
import { useSending } from "./use-sending";
import type { Wish } from "./wish";
import type { Sortable } from "./work-columns";
import type { ConsoleRow, ConsoleRows } from "./work-rows";
import { WorkTable } from "./work-table";

export interface WorkConsoleProps extends ConsoleRows {
  filter: WorkFilter;
  /** How many the filter matches, in figures; null where there are too many to be chosen at once. */
  matching: string | null;
  staff: readonly Choice[];
  sorts: Readonly<Partial<Record<WorkSort, Sortable>>>;
  zone: string;
  /** What to do where nothing is here. */
  empty: ReactNode;
  /** "1–50 of 127", and the ways to the next page. */
  pages: ReactNode;
}

/** The work, dense, with a selection and what can be done to it. What was refused stays selected and says why. */
export function WorkConsole({
  rows: rowsNow,
  kinds: kindsNow,
  filter,
  matching,
  staff,
  sorts,
  zone,
  empty,
  pages,
}: WorkConsoleProps) {
  const router = useRouter();
  const { rows, kinds, gone } = useSteadyWork(rowsNow, kindsNow);
  const selection = useSelection(rows, kinds);
  const [all, setAll] = useState<WorkOffers | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);
  const nameOf = useCallback(
    (id: string | null) => staff.find(({ value }) => value === id)?.label ?? "the department",
    [staff],
  );
  const { outcome, pending, send, undo, dismiss, forget, close } = useSending(nameOf);

  useEffect(() => {
    // On a phone the states are a strip that can be pushed: it begins at the one that is shown.
    if (filter.state) document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [filter.state]);

  const at = rows.findIndex(({ i }) => i === cursor);
  const held = [...selection.values()].filter(
    ({ row }) => outcome?.refused.has(row.i) && !rows.some(({ i }) => i === row.i),
  );
  const shown = [
    ...held.map(({ row }) => ({ ...row, l: outcome?.refused.get(row.i)?.place ?? row.l })),
    ...rows,
  ];
  const offers = useMemo(
    () => offersOf(all ? all.kinds : [...selection.values()].map(({ kind }) => ({ ...kind, count: 1 }))),
    [all, selection],
  );
  const organisations = new Set([...selection.values()].map(({ row }) => row.oi));
  const organisationId = all ? all.organisationId : organisations.size === 1 ? [...organisations][0] : null;

  const between = useCallback(
    (from: string | null, to: string) => {
      const [a, b] = [rows.findIndex(({ i }) => i === from), rows.findIndex(({ i }) => i === to)];
      return a < 0 ? rows.slice(b, b + 1) : rows.slice(Math.min(a, b), Math.max(a, b) + 1);
    },
    [rows],
  );
  const onPick = useCallback(
    (id: string, on: boolean, upTo: boolean) => {
      setAll(null);
      const picked = between(upTo ? anchor.current : id, id);
      pick(picked.length > 0 ? picked : [], kinds, on);
      anchor.current = id;
      setCursor(id);
    },
    [between, kinds],
  );
  const clear = () => {
    setAll(null);
    clearSelection();
    forget();
  };
  const chosen = (): Picked[] => [...selection.values()];

  useConsoleKeys({
    move: (by, extend) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
      if (!next) return;
      if (extend) {
        anchor.current ??= cursor ?? next.i;
        setAll(null);
        pick(between(anchor.current, next.i), kinds, true);
      } else anchor.current = null;
      setCursor(next.i);
      document.getElementById(`row-${next.i}`)?.scrollIntoView({ block: "nearest" });
    },
    toggle: () => {
      const row = rows[at];
      if (row) onPick(row.i, !selection.has(row.i), false);
    },
    open: () => {
      if (rows[at]) router.push(`/ops/variants/${rows[at].i}`);
    },
    next: () => {
      if (all || selection.size > 0) return press("e");
      const row = rows[at];
      const kind = row && kinds[row.m];
      const [offer] = kind ? offersOf([{ ...kind, count: 1 }]) : [];
      if (!row || !kind || !offer || !movesOn(offer.event)) return;
      pick([row], kinds, true);
      if (offer.event === "sendQuote" || offer.event === "assignToBatch") return;
      const wish = {
        kind: "event",
        event: offer.event,
        reason: null,
        reasonCode: null,
        batchId: null,
      } as const;
      send(wish, asWorkSelection([{ row, kind }]));
    },
    assign: () => press("a"),
    clear,
  });

  const again = (id: string, wish: Wish) => {
    const picked = selection.get(id);
    if (picked) send(wish, asWorkSelection([picked]));
  };
  return (
    <>
      <ResultLine outcome={outcome} pending={pending} onUndo={undo} onClose={close} />
      <div className="scroll" aria-busy={pending}>
        <WorkTable
          rows={shown}
          sorts={sorts}
          picked={(id) => all !== null || selection.has(id)}
          allPicked={rows.length > 0 && rows.every(({ i }) => selection.has(i))}
          cursor={cursor}
          gone={gone}
          outcome={outcome}
          nameOf={nameOf}
          zone={zone}
          onPick={onPick}
          onPickAll={(on) => {
            setAll(null);
            pick(rows, kinds, on);
          }}
          onAgain={again}
          onKeepTheirs={dismiss}
        />
        {rows.length === 0 ? empty : null}
      </div>
      {all || selection.size > 0 ? (
        <BulkBar
          chosen={all ? all.kinds.reduce((sum, { count }) => sum + count, 0) : selection.size}
          elsewhere={all ? 0 : chosen().filter(({ row }) => !shown.some(({ i }) => i === row.i)).length}
          everything={all !== null}
          matching={matching}
          offers={offers}
          organisationId={organisationId ?? null}
          shown={all ? undefined : Object.fromEntries(chosen().map(({ row }) => [row.i, row.ai]))}
          flagged={all !== null || chosen().some(({ row }) => row.f !== null)}
          staff={staff}
          pending={pending}
          onEverything={async () => {
            const answer = await offersForAll(filter);
            if (answer.ok) setAll(answer.value);
          }}
          onClear={clear}
          onSend={(wish) => {
            send(wish, all ? { filter } : asWorkSelection(chosen()));
            setAll(null);
          }}
        />
      ) : null}
      <KeysBar>{pages}</KeysBar>
    </>
  );
}

/** Rows that keep their places while news come; each with what can be done to it when it was last in the list. */
function useSteadyWork(rows: ConsoleRow[], kinds: WorkKind[]) {
  const now = useMemo(() => withKinds({ rows, kinds }), [rows, kinds]);
  const { shown, gone } = useSteady(now, keyOf, readNow);
  return useMemo(
    () => ({
      rows: shown.map(({ row }, index) => ({ ...row, m: index })),
      kinds: shown.map(({ kind }) => kind),
      gone,
    }),
    [shown, gone],
  );
}

const keyOf = ({ row }: { row: ConsoleRow }) => row.i;
const withKinds = ({ rows, kinds }: ConsoleRows) => rows.map((row) => ({ row, kind: kinds[row.m]! }));

const readNow = async (ids: readonly string[]) => {
  const { at, ...work } = await readRows<ConsoleRows>(ids);
  return { at, items: withKinds(work) };
};

/** Presses the button of the bulk bar that a key stands for. */
function press(key: string): void {
  document.querySelector<HTMLButtonElement>(`.bulk [data-key="${key}"]`)?.click();
}
