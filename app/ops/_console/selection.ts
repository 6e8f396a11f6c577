"use client";
import { useMemo, useSyncExternalStore } from "react";
import type { WorkKind } from "@/lib/variants/work-offers";
import type { WorkSelection } from "@/lib/variants/work-selection";
import type { ConsoleRow } from "./work-rows";

/** A chosen row, with what could be done to it when it was last on the screen. */
export interface Picked {
  row: ConsoleRow;
  kind: WorkKind;
}

export type Selection = ReadonlyMap<string, Picked>;

// Outside of any page, so that a selection outlives paging, sorting and a look into a variant.
let selection: Selection = new Map();
const listeners = new Set<() => void>();
const NOTHING: Selection = new Map();

function replace(next: Selection): void {
  selection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is selected, across pages; rows on the screen stand for themselves as they are now. */
export function useSelection(rows: readonly ConsoleRow[], kinds: readonly WorkKind[]): Selection {
  const kept = useSyncExternalStore(
    subscribe,
    () => selection,
    () => NOTHING,
  );
  return useMemo(() => {
    if (kept.size === 0) return kept;
    const current = new Map(rows.map((row) => [row.i, row]));
    return new Map([...kept].map(([id, was]) => [id, refreshed(was, current.get(id), kinds)]));
  }, [kept, rows, kinds]);
}

/** A row on the screen is what the reader sees; one of another page stays as it was when it was chosen. */
function refreshed(was: Picked, row: ConsoleRow | undefined, kinds: readonly WorkKind[]): Picked {
  const kind = row && kinds[row.m];
  return row && kind ? { row, kind } : was;
}

/** Selects rows, or takes them out. */
export function pick(rows: readonly ConsoleRow[], kinds: readonly WorkKind[], on: boolean): void {
  const next = new Map(selection);
  for (const row of rows) {
    const kind = kinds[row.m];
    if (!on) next.delete(row.i);
    else if (kind) next.set(row.i, { row, kind });
  }
  replace(next);
}

/** Where a variant that was refused stands now; null where it is not known. */
interface Now {
  version: number | null;
  kind: WorkKind | null;
}

/** Keeps only these: what was refused stays selected, as it stands now. */
export function keepOnly(refused: ReadonlyMap<string, Now>): void {
  const next = new Map<string, Picked>();
  for (const [id, { version, kind }] of refused) {
    const was = selection.get(id);
    if (was) next.set(id, { row: { ...was.row, v: version ?? was.row.v }, kind: kind ?? was.kind });
  }
  replace(next);
}

/** Selects nothing. */
export function clearSelection(): void {
  if (selection.size > 0) replace(NOTHING);
}

/** Chosen rows as a command takes them. */
export function asWorkSelection(chosen: Iterable<Picked>): WorkSelection {
  return { variants: [...chosen].map(({ row }) => ({ id: row.i, version: row.v })) };
}
