import { estimateOf, estimateWords } from "@/app/(portal)/_parts/variant-rows";
import { spanWords } from "@/app/(portal)/variants/[id]/variant-facts";
import { Fact, Facts } from "@/components/production/facts";
import { travelOf } from "@/components/production/frame-travel";
import { Ruler } from "@/components/production/ruler";
import { StateBadge } from "@/components/production/state-badge";
import { formatBusinessDuration, formatDate, formatDay, formatSince } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { Colleague } from "@/lib/variants/assign";
import type { VariantDetail } from "@/lib/variants/find-variant";
import { capital } from "@/lib/words/counts";
import { NEXT_STEP } from "../../_console/next-step";
import type { OpsGiven } from "../../_record/read";
import { AssignDialog } from "./assign-dialog";

type Placed = VariantDetail & { brandId: string };

/** Where it is and for how long, who has it, what to do next, and when it is expected. */
export function VariantFacts({
  variant: detail,
  staff,
  given,
}: {
  variant: VariantDetail;
  staff: readonly Colleague[];
  given: OpsGiven;
}) {
  const variant = { ...detail, brandId: detail.brand.id };
  return (
    <Facts>
      <Fact label="Current State" answer={<StateBadge place={variant.place} />}>
        <p>{META[variant.place].meaning}</p>
      </Fact>
      <TimeHere variant={variant} given={given} />
      <Assigned variant={variant} staff={staff} />
      <Next variant={variant} given={given} />
      <Expected variant={variant} given={given} />
    </Facts>
  );
}

function TimeHere({ variant, given }: { variant: Placed; given: OpsGiven }) {
  const { place, enteredAt, dueAt } = variant;
  const since = formatSince(enteredAt, given.style);
  const label = "Time in Current State";
  if (META[place].turn === "none") return <Fact label={label} answer={capital(since)} />;
  const days = timeInStay(given.calendar, variant, given.now);
  const limit = limitsFor(given.rules.policy, place, variant);
  const delay = delayOf(place, variant, given.now);
  const span = limit !== null && limit.reminder === null ? limit : null;
  return (
    <Fact label={label} answer={`${formatBusinessDuration(days)}, ${since}`}>
      {span ? <Ruler spent={days} low={span.low} high={span.high} delay={delay} /> : null}
      {span && delay === "late" ? (
        <p className="late">Late: {formatBusinessDuration(days - span.high)} more than allowed</p>
      ) : null}
      {span && delay === "at_risk" ? (
        <p className="risk">At risk: {Math.floor((days / span.high) * 100)}% of the time used</p>
      ) : null}
      {limit !== null && limit.reminder !== null && dueAt ? (
        <p>
          {dueAt < given.now ? "The customer was reminded" : "The customer is reminded"} on{" "}
          {formatDay(dueAt, given.style)}.
        </p>
      ) : null}
    </Fact>
  );
}

function Assigned({ variant, staff }: { variant: Placed; staff: readonly Colleague[] }) {
  const { id, sku, place, assignee, assigneeId } = variant;
  const { turn, department } = META[place];
  const chosen = variant.department ?? department;
  const where = chosen ? DEPARTMENT_LABELS[chosen] : "Nobody";
  if (turn === "customer") return <Fact label="Assigned To" answer="Customer" />;
  if (turn === "none") return <Fact label="Assigned To" answer="Nobody" />;
  return (
    <Fact label="Assigned To" answer={assignee ?? where}>
      {assignee ? <p>{where}</p> : null}
      <div className="acts">
        <AssignDialog
          variant={{ id, sku, assigneeId, department: variant.department }}
          staff={staff.map((person) => ({ value: person.id, label: person.name }))}
        />
      </div>
    </Fact>
  );
}

function Next({ variant, given }: { variant: Placed; given: OpsGiven }) {
  const { place, quoteResume } = variant;
  const over = META[place].turn === "none";
  const [next] = over ? [] : travelOf(quoteResume ? [quoteResume, place] : [place]).coming;
  const takes = next ? spanWords(limitsFor(given.rules.policy, next, variant)) : null;
  return (
    <Fact label="Next Steps" answer={next ? META[next].label : (NEXT_STEP[place]?.label ?? "None")}>
      <p>
        {META[place].next.ops}
        {takes && next ? ` ${META[next].label} takes ${takes}.` : null}
      </p>
    </Fact>
  );
}

function Expected({ variant, given }: { variant: Placed; given: OpsGiven }) {
  const estimate = estimateOf(variant, given);
  const kind = [variant.complexity, variant.customised ? "customised" : null].filter(Boolean).join(", ");
  const dated = estimate.kind === "range" || estimate.kind === "conditional";
  const label = "Estimated Completion";
  const answer = capital(estimateWords(estimate, given));
  if (!dated) return <Fact label={label} answer={answer === "–" ? "No date" : answer} />;
  return (
    <Fact label={label} large={estimate.kind === "range"} answer={answer}>
      <p>
        85% by {formatDate(estimate.p85, given.style)}. Rests on the time allowed for each step of {kind}{" "}
        frames.
      </p>
    </Fact>
  );
}
