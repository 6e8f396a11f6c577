import { EVENTS, type EventId } from "@/lib/lifecycle/states";
import type { WorkKind } from "@/lib/variants/work-offers";

/** An event the bulk bar offers: how many of the chosen can take it, and whether production of any of them has begun. */
export interface Offer {
  event: EventId;
  can: number;
  of: number;
  begun: boolean;
}

/** What takes work off its usual way, in the order it is offered after what moves it on. */
const ASIDE: readonly EventId[] = [
  "requestQuote",
  "returnToModelling",
  "reportError",
  "dropQuote",
  "reviseQuote",
  "reopen",
  "reorder",
  "cancel",
];

/** Whether an event is the usual next step of where it is possible; the key `e` sends no other. */
export const movesOn = (event: EventId): boolean => !ASIDE.includes(event);

/** The events at least one of the chosen can take: what moves most of them on first, what stops them last. */
export function offersOf(kinds: readonly (WorkKind & { count: number })[]): Offer[] {
  const of = kinds.reduce((sum, { count }) => sum + count, 0);
  return EVENTS.map((event): Offer => {
    const able = kinds.filter(({ events }) => events.includes(event));
    const can = able.reduce((sum, { count }) => sum + count, 0);
    return { event, can, of, begun: able.some(({ begun }) => begun) };
  })
    .filter(({ can }) => can > 0)
    .sort((a, b) => ASIDE.indexOf(a.event) - ASIDE.indexOf(b.event) || b.can - a.can);
}

/** "1 of 6 cannot freeze"; null where all can. */
export function cannotWords({ can, of }: Pick<Offer, "can" | "of">, label: string): string | null {
  if (can === of) return null;
  return `${of - can} of ${of} cannot ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
