import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { META } from "@/lib/lifecycle/meta";
import type { Place, Turn } from "@/lib/lifecycle/states";

/** A stretch of time on one side's turn, in business days. */
export interface TurnStretch {
  turn: Exclude<Turn, "none">;
  days: number;
  from: Date;
  to: Date;
  /** The place it began in. */
  place: Place;
}

/**
 * Whose turn it was, oldest first, from the steps of a history (any order) and the stay it is in now. Neighbouring
 * stays on the same side are one stretch; time on nobody's turn is left out.
 */
export function turnsOf(steps: { at: Date; to: Place }[], calendar: Calendar, now: Date): TurnStretch[] {
  const stays = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime());
  const stretches: TurnStretch[] = [];
  for (const [index, { at, to }] of stays.entries()) {
    const { turn } = META[to];
    if (turn === "none") continue;
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
