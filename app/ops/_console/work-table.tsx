"use client";
import { Fragment } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Pick } from "@/components/ui/pick";
import type { EventId } from "@/lib/lifecycle/states";
import type { WorkSort } from "@/lib/variants/list-work";
import { formatTime } from "@/lib/words/dates";
import type { Outcome } from "./use-sending";
import { ConflictRow, RefusedRow } from "./why-row";
import type { Wish } from "./wish";
import { type Sortable, workColumns } from "./work-columns";
import { WorkLine } from "./work-row";
import type { ConsoleRow } from "./work-rows";

/** The same wish where it was this event, with the words it was given; else the event alone. */
function again(wish: Wish | null, event: EventId): Wish {
  if (wish?.kind === "event" && wish.event === event) return wish;
  return { kind: "event", event, reason: null, reasonCode: null, batchId: null };
}

/** The rows of work; one that was refused, or met another's edit, explains itself in a second row under it. */
export function WorkTable({
  rows,
  sorts,
  picked,
  allPicked,
  cursor,
  gone,
  outcome,
  nameOf,
  zone,
  onPick,
  onPickAll,
  onAgain,
  onKeepTheirs,
}: {
  rows: readonly ConsoleRow[];
  sorts: Readonly<Partial<Record<WorkSort, Sortable>>>;
  picked: (id: string) => boolean;
  allPicked: boolean;
  cursor: string | null;
  /** No longer what the list is about; they stay until the reader asks for it as it is now. */
  gone: ReadonlySet<string>;
  outcome: Outcome | null;
  nameOf: (id: string | null) => string;
  zone: string;
  onPick: (id: string, on: boolean, upTo: boolean) => void;
  onPickAll: (on: boolean) => void;
  onAgain: (id: string, wish: Wish) => void;
  onKeepTheirs: (id: string) => void;
}) {
  const box = (
    <Pick
      label="Select this page"
      checked={allPicked}
      disabled={rows.length === 0}
      onChange={(event) => onPickAll(event.target.checked)}
    />
  );
  const longest = rows.reduce((most, { s }) => Math.max(most, s.length), 0);
  const wish = outcome?.wish ?? null;
  return (
    <DataTable caption="Work" columns={workColumns(sorts, longest, box)} picks>
      <tbody>
        {rows.map((row) => {
          const refused = outcome?.refused.get(row.i);
          const met = outcome?.met.get(row.i);
          return (
            <Fragment key={row.i}>
              <WorkLine
                row={row}
                picked={picked(row.i)}
                current={row.i === cursor}
                gone={gone.has(row.i)}
                explained={Boolean(refused ?? met)}
                onPick={onPick}
              />
              {refused ? (
                <RefusedRow
                  refused={refused}
                  event={wish?.kind === "event" ? wish.event : null}
                  onSend={(event) => onAgain(row.i, again(wish, event))}
                />
              ) : null}
              {met && wish?.kind === "assign" ? (
                <ConflictRow
                  met={met}
                  mine={nameOf(wish.assigneeId)}
                  at={met.at ? formatTime(met.at, zone) : null}
                  onKeep={() => onKeepTheirs(row.i)}
                  onMine={() => onAgain(row.i, { ...wish, shown: undefined })}
                />
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
    </DataTable>
  );
}
