import { Fact, Facts } from "@/components/production/facts";
import { travelOf } from "@/components/production/frame-travel";
import { Ruler } from "@/components/production/ruler";
import { StateBadge } from "@/components/production/state-badge";
import {
  formatBusinessDuration,
  formatDate,
  formatDay,
  formatRange,
  formatSince,
} from "@/lib/calendar/format";
import type { VariantEstimate } from "@/lib/forecast/policy-estimate";
import type { Limit } from "@/lib/lifecycle/meta";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS, type Place } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { Reading } from "../../_page/read";
import { assignedTo, estimateOf } from "../../_parts/variant-rows";

type Given = Omit<Reading, "tx">;

/** The seed's five facts: Current State, Time in Current State, Assigned To, Next Steps, Estimated Completion. */
export function VariantFacts({ variant, given }: { variant: VariantDetail; given: Given }) {
  const { place } = variant;
  const placed = { ...variant, brandId: variant.brand.id };
  return (
    <Facts>
      <Fact label="Current State" answer={<StateBadge place={place} />}>
        <p>{META[place].customerWords}</p>
      </Fact>
      <TimeHere variant={placed} given={given} />
      <Assigned variant={variant} given={given} />
      <Next variant={placed} given={given} />
      <Completion variant={placed} estimate={estimateOf(placed, given)} given={given} />
    </Facts>
  );
}

type Placed = VariantDetail & { brandId: string };

function TimeHere({ variant, given }: { variant: Placed; given: Given }) {
  const { place, enteredAt } = variant;
  const since = formatSince(enteredAt, given.style);
  if (META[place].turn === "none") return <Fact label="Time in Current State" answer={`${since}`} />;
  const days = timeInStay(given.calendar, variant, given.now);
  const limit = limitsFor(given.rules.policy, place, variant);
  const delay = delayOf(place, variant, given.now);
  const span = limit !== null && limit.reminder === null ? limit : null;
  return (
    <Fact label="Time in Current State" answer={`${formatBusinessDuration(days)}, ${since}`}>
      {span ? <Ruler spent={days} low={span.low} high={span.high} delay={delay} /> : null}
      {span && delay === "late" ? (
        <p className="late">Late: {formatBusinessDuration(days - span.high)} more than allowed</p>
      ) : null}
      {span && delay === "at_risk" ? (
        <p className="risk">
          At risk: {Math.floor((days / span.high) * 100)}% of {businessDays(span.high)} used
        </p>
      ) : null}
      {limit !== null && limit.reminder !== null ? (
        <p>{reminderWords(variant, limit.reminder, given)}</p>
      ) : null}
    </Fact>
  );
}

function reminderWords({ dueAt }: Placed, reminder: number, { now, style }: Given): string {
  if (dueAt && dueAt < now)
    return `We reminded you on ${formatDay(dueAt, style)}. Your time is no delay of ours.`;
  return `Your turn; a reminder follows after ${businessDays(reminder)}.`;
}

function Assigned({ variant, given }: { variant: VariantDetail; given: Given }) {
  const answer = assignedTo(variant, given.showNames);
  const department = variant.department ?? META[variant.place].department;
  const named = given.showNames && variant.assignee !== null && META[variant.place].turn === "producer";
  return (
    <Fact label="Assigned To" answer={answer}>
      {named && department ? <p>{DEPARTMENT_LABELS[department]}</p> : null}
    </Fact>
  );
}

const OWN_STEP: Partial<Record<Place, string>> = {
  quote_sent: "Your decision",
  quote_rejected: "Your decision",
  completed: "Your review",
  validated: "My Catalogues",
  cancelled: "None",
  error: "Retry",
};

function Next({ variant, given }: { variant: Placed; given: Given }) {
  const { place, quoteResume } = variant;
  const [next] = travelOf(quoteResume ? [quoteResume, place] : [place]).coming;
  const answer = OWN_STEP[place] ?? (next ? META[next].label : "None");
  const limit = next && !OWN_STEP[place] ? limitsFor(given.rules.policy, next, variant) : null;
  const takes = spanWords(limit);
  return (
    <Fact label="Next Steps" answer={answer}>
      <p>
        {META[place].next.customer}
        {takes && next ? ` ${META[next].label} takes ${takes}.` : null}
      </p>
    </Fact>
  );
}

function Completion({
  variant,
  estimate,
  given: { style },
}: {
  variant: Placed;
  estimate: VariantEstimate;
  given: Given;
}) {
  const label = "Estimated Completion";
  const kind = [variant.complexity, variant.customised ? "customised" : null].filter(Boolean).join(", ");
  const rests = `Rests on the time allowed for each step of ${kind} frames.`;
  switch (estimate.kind) {
    case "range":
      return (
        <Fact label={label} large answer={formatRange(estimate.p50, estimate.p85, style)}>
          <p>
            Ready for review; 85% by {formatDate(estimate.p85, style)}. {rests}
          </p>
        </Fact>
      );
    case "conditional":
      return (
        <Fact label={label} large answer={formatRange(estimate.p50, estimate.p85, style)}>
          <p>
            If approved by {formatDate(estimate.decidedBy, style)}. {rests}
          </p>
        </Fact>
      );
    case "done":
      return variant.place === "validated" ? (
        <Fact label={label} answer="Completed">
          <p>Validated on {formatDay(variant.enteredAt, style)}.</p>
        </Fact>
      ) : (
        <Fact label={label} answer="Completed">
          <p>On {formatDay(variant.enteredAt, style)}; it waits for your review.</p>
        </Fact>
      );
    case "none":
      return (
        <Fact label={label} answer="No date">
          <p>{NO_DATE[estimate.reason]}</p>
        </Fact>
      );
  }
}

const NO_DATE = {
  cancelled: "It will not be created.",
  error: "A date follows when the error is resolved.",
  rejected: "A date follows when the quote is revised and approved.",
} as const;

/** "1–2 business days", null where nothing is allowed for it. */
export function spanWords(limit: Limit | null): string | null {
  if (limit === null || limit.reminder !== null) return null;
  return limit.low === limit.high ? businessDays(limit.high) : `${limit.low}–${businessDays(limit.high)}`;
}

const businessDays = (days: number) => `${days} business ${days === 1 ? "day" : "days"}`;
