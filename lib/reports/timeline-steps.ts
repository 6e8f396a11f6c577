import { addBusinessDays, businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type Limits, type PlannedStay, USUAL_WAY } from "@/lib/forecast/plan";
import { META } from "@/lib/lifecycle/meta";
import type { Place, State } from "@/lib/lifecycle/states";

/** A stay of a variant's history: from the step that began it to the one that ended it, none yet where it stands now. */
export interface ActualStay {
  place: Place;
  revision: number;
  start: Date;
  end: Date | null;
  /** Business days it lasted, earlier parts of the same allowance left out. */
  days: number;
  /** The deadline it left behind, or has now; null where no clock runs. */
  dueAt: Date | null;
}

/** One line of the Timeline report: a stay that was, is, or is planned to be. */
export interface TimelineStep {
  place: Place;
  revision: number;
  status: "done" | "now" | "planned";
  /** From the plan frozen at order; null for what it did not foresee. */
  plannedStart: Date | null;
  plannedEnd: Date | null;
  /** From the plan as it stands now, for what has not ended. */
  currentStart: Date | null;
  currentEnd: Date | null;
  actualStart: Date | null;
  actualEnd: Date | null;
  days: number | null;
  /** Business days over the limit on the producer's turn; null where no clock of the producer's runs. */
  lateBy: number | null;
}

export interface TimelineGiven {
  calendar: Calendar;
  now: Date;
  /** Oldest first, the last one open. */
  stays: readonly ActualStay[];
  planned: readonly PlannedStay[];
  /** Limits in force, for the plan as it stands now. */
  limits: Limits;
  quoteResume: State | null;
  errorResume: State | null;
}

/**
 * The states of the usual way that a variant has still before it. Nothing is planned beyond a rejected quote or a
 * cancellation; a quote resumes where it was opened, an error where it struck.
 */
export function statesAhead(
  place: Place,
  quoteResume: State | null,
  errorResume: State | null,
): readonly State[] {
  switch (place) {
    case "completed":
    case "validated":
    case "cancelled":
    case "quote_rejected":
      return [];
    case "error":
      if (errorResume === null) return [];
      return isOnTheWay(errorResume) ? from(errorResume) : statesAhead(errorResume, quoteResume, null);
    case "quote_requested":
    case "quote_sent":
    case "quote_accepted":
      // A quote opened at Analysis Complete goes on with Processing Addition (domain.md, "startProduction").
      return from(quoteResume === "analysis_complete" ? "processing_addition" : quoteResume);
    default:
      return from(place).slice(1);
  }
}

const isOnTheWay = (place: Place) => (USUAL_WAY as readonly Place[]).includes(place);

/** The rest of the usual way, the state itself included. */
const from = (state: State | null) => (state === null ? [] : USUAL_WAY.slice(USUAL_WAY.indexOf(state)));

/**
 * A variant's history and what is planned after it, step by step. The plan at order is shown beside the first stay in
 * each of its states; the current plan lets each state ahead take its high after the deadline of the one it is in, and
 * has no dates where a decision or an error comes first. Source: domain.md, "Time".
 */
export function timelineOf(given: TimelineGiven): TimelineStep[] {
  const { stays, planned, quoteResume, errorResume } = given;
  const plan = new Map(planned.map((stay) => [stay.state as Place, stay]));
  const steps = stays.map((stay) => actualStep(stay, takePlan(plan, stay.place), given));
  const last = stays.at(-1);
  if (!last) return steps;
  const ahead = statesAhead(last.place, quoteResume, errorResume);
  const goesOn = isOnTheWay(last.place) || last.place === "quote_accepted";
  const begin = goesOn ? (steps.at(-1)?.currentEnd ?? null) : null;
  return [...steps, ...plannedSteps(ahead, begin, last.revision, plan, given)];
}

function takePlan(plan: Map<Place, PlannedStay>, place: Place): PlannedStay | undefined {
  const found = plan.get(place);
  plan.delete(place);
  return found;
}

function actualStep(
  { place, revision, start, end, days, dueAt }: ActualStay,
  plan: PlannedStay | undefined,
  { calendar, now }: TimelineGiven,
): TimelineStep {
  const ours = META[place].turn === "producer";
  return {
    place,
    revision,
    status: end ? "done" : "now",
    plannedStart: plan?.start ?? null,
    plannedEnd: plan?.end ?? null,
    currentStart: null,
    currentEnd: end || !ours || !dueAt ? null : new Date(Math.max(dueAt.getTime(), now.getTime())),
    actualStart: start,
    actualEnd: end,
    days,
    lateBy: ours && dueAt ? Math.max(0, businessDaysBetween(calendar, dueAt, end ?? now)) : null,
  };
}

function plannedSteps(
  states: readonly State[],
  begin: Date | null,
  revision: number,
  plan: Map<Place, PlannedStay>,
  { calendar, limits }: TimelineGiven,
): TimelineStep[] {
  let allowed = 0;
  let start = begin;
  return states.map((state) => {
    const atOrder = takePlan(plan, state);
    allowed += limits(state)?.high ?? 0;
    const end = begin && addBusinessDays(calendar, begin, allowed);
    const step: TimelineStep = {
      place: state,
      revision,
      status: "planned",
      plannedStart: atOrder?.start ?? null,
      plannedEnd: atOrder?.end ?? null,
      currentStart: start,
      currentEnd: end,
      actualStart: null,
      actualEnd: null,
      days: null,
      lateBy: null,
    };
    start = end;
    return step;
  });
}
