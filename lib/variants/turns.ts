import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { Place } from "@/lib/lifecycle/states";
import { type Side, sideOf } from "@/lib/lifecycle/turn-days";

/** A stretch of time on one side's turn, in business days. */
export interface TurnStretch {
  turn: Side;
  days: number;
  from: Date;
  to: Date;
  /** The place it began in. */
  place: Place;
}

/**
 * Whose turn it was, oldest first, from the steps of a history (any order) and the stay it is in now. Neighbouring
 * stays on the same side are one stretch; an error stands apart; time on nobody's turn is left out.
 */
export function turnsOf(steps: { at: Date; to: Place }[], calendar: Calendar, now: Date): TurnStretch[] {
  const stays = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime());
  const stretches: TurnStretch[] = [];
  for (const [index, { at, to }] of stays.entries()) {
    const turn = sideOf(to);
    if (turn === null) continue;
    const end = stays[index + 1]?.at ?? now;
    const days = Math.max(0, businessDaysBetween(calendar, at, end));
    const last = stretches.at(-1);
    if (last && last.turn === turn && last.to.getTime() === at.getTime()) {
      last.days += days;
      last.to = end;
    } else {
      stretches.push({ turn, days, from: at, to: end, place: to });
    }
  }
  return stretches;
}
