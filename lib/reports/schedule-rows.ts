import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { META } from "@/lib/lifecycle/meta";
import { ALONG, type Place, type Turn } from "@/lib/lifecycle/states";

export interface Span {
  from: Date;
  to: Date;
}

/** How long variants of a product were in a place; `to` is now where some still are. */
export interface ActualSpan extends Span {
  productId: string;
  place: Place;
  open: boolean;
}

/** A stay of the plan frozen at order, or of the plan as it stands now. */
export interface PlannedSpan extends Span {
  productId: string;
  place: Place;
  kind: "order" | "current";
}

/** A bar of the schedule: first to last of all variants it is of. */
export interface ScheduleRow {
  id: string;
  label: string;
  turn: Turn;
  /** As frozen at order. */
  planned: Span | null;
  actual: (Span & { open: boolean }) | null;
  /** From now on. */
  current: Span | null;
  /** Business days between the end planned at order and the end that was, or is planned now; null where not later. */
  afterPlan: number | null;
}

export interface Schedule {
  /** In the order in which a variant comes through them. */
  steps: ScheduleRow[];
  /** By name; from the order until all are ready for review. */
  products: ScheduleRow[];
}

/** Steps end with the review; an error stands behind it. */
const STEPS = ALONG.filter((place) => place !== "validated" && place !== "cancelled");

/** Folds spans into a row for each step and one for each product, which ends when its last variant is completed. */
export function scheduleOf(
  actual: readonly ActualSpan[],
  planned: readonly PlannedSpan[],
  products: ReadonlyMap<string, string>,
  calendar: Calendar,
): Schedule {
  const row = (
    what: Pick<ScheduleRow, "id" | "label" | "turn">,
    mine: (span: { place: Place; productId: string }) => boolean,
  ): ScheduleRow => {
    const atOrder = whole(planned.filter((span) => span.kind === "order" && mine(span)));
    const current = whole(planned.filter((span) => span.kind === "current" && mine(span)));
    const went = actual.filter(mine);
    const span = whole(went);
    const end = current?.to ?? span?.to;
    const over = atOrder && end ? businessDaysBetween(calendar, atOrder.to, end) : 0;
    return {
      ...what,
      planned: atOrder,
      actual: span && { ...span, open: went.some(({ open }) => open) },
      current,
      afterPlan: over > 0 ? Math.round(over * 100) / 100 : null,
    };
  };
  const steps = STEPS.map((place) =>
    row({ id: place, label: META[place].label, turn: META[place].turn }, (span) => span.place === place),
  );
  const byName = [...products].sort(([, a], [, b]) => a.localeCompare(b));
  return {
    steps: steps.filter((step) => step.planned || step.actual || step.current),
    products: byName.map(([id, label]) =>
      row({ id, label, turn: "producer" }, (span) => span.productId === id && span.place !== "completed"),
    ),
  };
}

function whole(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  const times = (of: (span: Span) => Date) => spans.map((span) => of(span).getTime());
  return {
    from: new Date(times(({ from }) => from).reduce((a, b) => Math.min(a, b))),
    to: new Date(times(({ to }) => to).reduce((a, b) => Math.max(a, b))),
  };
}
