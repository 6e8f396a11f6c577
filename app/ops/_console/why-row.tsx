"use client";
import { Link } from "@/components/ui/link";
import { EVENT_META } from "@/lib/lifecycle/events";
import type { EventId } from "@/lib/lifecycle/states";
import type { NotMoved } from "./sent";
import type { Met } from "./use-sending";

const CELLS = 12;

/** Below a row that was not moved: why, and the ways out. */
export function RefusedRow({
  refused: { id, words, again },
  event,
  onAgain,
}: {
  refused: NotMoved;
  event: EventId | null;
  onAgain: () => void;
}) {
  return (
    <tr className="why">
      <td />
      <td colSpan={CELLS}>
        <b>Not moved:</b> {words}
        <span className="acts">
          {again && event ? (
            <button type="button" onClick={onAgain}>
              {EVENT_META[event].label} all the same
            </button>
          ) : null}
          <Link href={`/ops/variants/${id}`}>Open</Link>
        </span>
      </td>
    </tr>
  );
}

/** Below a row that two people assigned at once: theirs and yours. */
export function ConflictRow({
  met: { theirs },
  mine,
  at,
  onKeep,
  onMine,
}: {
  met: Met;
  /** Whom you chose. */
  mine: string;
  /** When they did it, as it is written. */
  at: string | null;
  onKeep: () => void;
  onMine: () => void;
}) {
  return (
    <tr className="why">
      <td />
      <td colSpan={CELLS}>
        <b>Conflict:</b> assigned to {theirs}
        {at ? ` at ${at}` : null}; you chose {mine}. Your entry is kept.
        <span className="acts">
          <button type="button" onClick={onKeep}>
            Keep theirs
          </button>
          <button type="button" onClick={onMine}>
            Use mine
          </button>
        </span>
      </td>
    </tr>
  );
}
