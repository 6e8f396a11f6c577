"use client";
import { Link } from "@/components/ui/link";
import { EVENT_META } from "@/lib/lifecycle/events";
import { needsOf } from "@/lib/lifecycle/needs";
import type { EventId } from "@/lib/lifecycle/states";
import { movesOn } from "./offers";
import type { NotMoved } from "./sent";
import type { Met } from "./use-sending";

const CELLS = 12;

const NO_FACTS = {
  productionBegun: true,
  modelMissing: false,
  blockingFlag: false,
  undoIsOwnAndFresh: true,
};

/** What a press is enough for, where it moves the work on. */
const isPlain = (event: EventId) =>
  movesOn(event) &&
  event !== "sendQuote" &&
  needsOf(event, NO_FACTS, "ops").every(({ required }) => !required);

/** Below a row that was not moved: why, and the ways out. */
export function RefusedRow({
  refused: { id, words, kind },
  event,
  onSend,
}: {
  refused: NotMoved;
  event: EventId | null;
  onSend: (event: EventId) => void;
}) {
  const again = event !== null && kind?.events.includes(event);
  const next = again ? null : kind?.events.find(isPlain);
  return (
    <tr className="why">
      <td />
      <td colSpan={CELLS}>
        <b>Not moved:</b> {words}
        <span className="acts">
          {again ? (
            <button type="button" onClick={() => onSend(event)}>
              {EVENT_META[event].label} all the same
            </button>
          ) : null}
          {next ? (
            <button type="button" onClick={() => onSend(next)}>
              {EVENT_META[next].label}
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
