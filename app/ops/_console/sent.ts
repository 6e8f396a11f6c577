import { asActor, type ProducerActor } from "@/lib/access/actor";
import type { Calendar } from "@/lib/calendar/calendar";
import { EVENT_META, isUndoable } from "@/lib/lifecycle/events";
import { legalTransitions } from "@/lib/lifecycle/legal-transitions";
import { META } from "@/lib/lifecycle/meta";
import type { EventId, Place } from "@/lib/lifecycle/states";
import { type LatestChange, latestChanges } from "@/lib/variants/latest-changes";
import type { OperationResult } from "@/lib/variants/operation-result";
import { rulesInForce } from "@/lib/variants/rules";
import { kindsOf, type WorkKind } from "@/lib/variants/work-offers";
import { formatTime } from "@/lib/words/dates";

/** A variant that was not moved: why, where it stands now, and what can be done to it there. */
export interface NotMoved {
  id: string;
  sku: string;
  words: string;
  place: Place | null;
  version: number | null;
  kind: WorkKind | null;
}

/** What became of an operation so far, in words for the console. */
export interface Sent {
  operationId: string;
  event: EventId;
  total: number;
  moved: number;
  refusedTotal: number;
  refused: NotMoved[];
  finished: boolean;
  /** Until when whoever sent it can take it back, ms since the epoch; null where it never can be. */
  undoUntil: number | null;
}

const UNDO_WITHIN = 10 * 60_000;

/** Says what an operation did, and of each conflict what happened meanwhile, when and by whom. */
export async function sentOf(
  actor: ProducerActor,
  event: EventId,
  result: OperationResult,
  sentAt: Date,
): Promise<Sent> {
  const { operationId, total, moved, refused, refusedTotal, finished } = result;
  const { changes, calendar } = await asActor(
    actor,
    async (tx) => {
      const rules = await rulesInForce(tx);
      const ids = refused.map(({ variantId }) => variantId);
      return { changes: await latestChanges(tx, ids), calendar: rules.calendar };
    },
    { readOnly: true },
  );
  return {
    operationId,
    event,
    total,
    moved,
    refusedTotal,
    finished,
    refused: refused.map(({ variantId, sku, code, message }) => {
      const change = changes.get(variantId);
      const by = { role: actor.kind, id: actor.userId, at: sentAt };
      return {
        id: variantId,
        sku,
        words: code === "conflict" && change ? whatHappened(change, event, calendar) : message,
        place: change?.place ?? null,
        version: change?.version ?? null,
        kind: change ? (kindsOf([change], by).kinds[0] ?? null) : null,
      };
    }),
    undoUntil: isUndoable(event) ? sentAt.getTime() + UNDO_WITHIN : null,
  };
}

function whatHappened(change: LatestChange, event: EventId, { zone }: Calendar): string {
  const { place, at, by, reason } = change;
  const why = reason ? `: “${reason}”` : "";
  const meanwhile = `became ${META[place].label} at ${formatTime(at, zone)} by ${by ?? "the system"}, while you were looking${why}.`;
  const possible = fromPlaces(event);
  if (possible.includes(place)) return meanwhile;
  const names = possible.map((from) => META[from].label).join(", ");
  return `${meanwhile} ${EVENT_META[event].label} is possible from ${names} only.`;
}

function fromPlaces(event: EventId): Place[] {
  return [
    ...new Set(legalTransitions().flatMap((row) => (row.event === event && row.from ? [row.from] : []))),
  ];
}
