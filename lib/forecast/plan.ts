import { addBusinessDays } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { State } from "@/lib/lifecycle/states";

/**
 * The policy's limit of a stay in business days; null where it has none (a reminder, or no clock).
 * `limitsFor` of lib/lifecycle/policy answers in this shape.
 */
export type Limits = (state: State) => { readonly low: number | null; readonly high: number | null } | null;

/** From order to completed without the optional quote. Source: domain.md, "Transitions". */
export const USUAL_WAY: readonly State[] = [
  "pending_analysis",
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
];

/** One stay of a plan; `end` is the latest moment the policy allows, and the start of the next stay. */
export type PlannedStay = { readonly state: State; readonly start: Date; readonly end: Date };

/**
 * The plan frozen when a variant is ordered (Timeline report): each state may take its policy high, one after
 * the other from the moment of the order. A state without a high (the customer's turn) takes no time.
 * Source: domain.md, "Time".
 */
export function planAtOrder(order: {
  readonly orderedAt: Date;
  readonly calendar: Calendar;
  readonly limits: Limits;
  readonly states?: readonly State[];
}): PlannedStay[] {
  let allowed = 0;
  let start = order.orderedAt;
  return (order.states ?? USUAL_WAY).map((state) => {
    const high = order.limits(state)?.high ?? 0;
    allowed += high;
    const end = high > 0 ? addBusinessDays(order.calendar, order.orderedAt, allowed) : start;
    const stay = { state, start, end };
    start = end;
    return stay;
  });
}
