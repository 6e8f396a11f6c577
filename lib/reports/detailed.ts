import { formatDate } from "@/lib/calendar/format";
import type { VariantEstimate } from "@/lib/forecast/policy-estimate";
import { META } from "@/lib/lifecycle/meta";
import { BUCKET_LABELS, bucketOf, DEPARTMENT_LABELS } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import { SIDES, sideOf, type TurnDays } from "@/lib/lifecycle/turn-days";
import type { Rules } from "@/lib/variants/rules";
import { estimator } from "./estimates";
import { fileDates } from "./file-dates";
import type { Audience, Column } from "./format/columns";
import type { VariantFacts } from "./variant-facts";

/** One variant as a line of the Detailed report. */
export interface DetailedRow {
  variant: VariantFacts;
  /** Business days, earlier parts of the same stay included. */
  timeInState: number;
  delay: "late" | "at_risk" | null;
  /** Business days of its whole life so far, by whose turn it was. */
  turnDays: TurnDays;
  departmentName: string;
  nextStep: string;
  expectedFrom: Date | null;
  expectedTo: Date | null;
  estimate: string;
}

export const DELAY_WORDS = { late: "Late", at_risk: "At risk" } as const;
export const TURN_WORDS = { producer: "Producer", customer: "Customer", none: "" } as const;
/** Headers of business days by whose turn it was: an error is neither side's work. */
export const TURN_DAYS = {
  producer: "Business days with producer",
  customer: "Business days with customer",
  error: "Business days in error",
} as const;
const COMPLEXITY_WORDS = { simple: "Simple", standard: "Standard", detailed: "Detailed" } as const;

/** One row per variant; who may see a column is said here and nowhere else. Source: domain.md, "Reports", "People". */
export const detailedColumns: Column<DetailedRow>[] = [
  {
    key: "organisation",
    header: "Organisation",
    kind: "text",
    audience: "producer",
    value: (r) => r.variant.organisation,
  },
  { key: "sku", header: "SKU", kind: "text", audience: "everyone", value: (r) => r.variant.sku },
  { key: "ean", header: "EAN", kind: "text", audience: "everyone", value: (r) => r.variant.ean },
  { key: "upc", header: "UPC", kind: "text", audience: "everyone", value: (r) => r.variant.upc },
  { key: "brand", header: "Brand", kind: "text", audience: "everyone", value: (r) => r.variant.brand },
  { key: "product", header: "Product", kind: "text", audience: "everyone", value: (r) => r.variant.product },
  { key: "colour", header: "Colour", kind: "text", audience: "everyone", value: (r) => r.variant.colour },
  { key: "size", header: "Size", kind: "text", audience: "everyone", value: (r) => r.variant.size },
  { key: "lens", header: "Lens", kind: "text", audience: "everyone", value: (r) => r.variant.lens },
  {
    key: "complexity",
    header: "Complexity",
    kind: "text",
    audience: "everyone",
    value: (r) => COMPLEXITY_WORDS[r.variant.complexity],
  },
  {
    key: "customised",
    header: "Customised",
    kind: "text",
    audience: "everyone",
    value: (r) => (r.variant.customised ? "Yes" : "No"),
  },
  {
    key: "state",
    header: "State",
    kind: "text",
    audience: "everyone",
    value: (r) => META[r.variant.place].label,
  },
  {
    key: "bucket",
    header: "Status",
    kind: "text",
    audience: "everyone",
    value: (r) => BUCKET_LABELS[bucketOf(r.variant.place)],
  },
  {
    key: "since",
    header: "Since",
    kind: "datetime",
    audience: "everyone",
    value: (r) => r.variant.enteredAt,
  },
  {
    key: "timeInState",
    header: "Business days in state",
    kind: "decimal",
    audience: "everyone",
    value: (r) => r.timeInState,
  },
  {
    key: "delay",
    header: "Delay",
    kind: "text",
    audience: "everyone",
    value: (r) => (r.delay ? DELAY_WORDS[r.delay] : null),
  },
  {
    key: "turn",
    header: "Whose turn",
    kind: "text",
    audience: "everyone",
    value: (r) => TURN_WORDS[META[r.variant.place].turn],
  },
  ...SIDES.map(
    (side): Column<DetailedRow> => ({
      key: `days-${side}`,
      header: TURN_DAYS[side],
      kind: "decimal",
      audience: "everyone",
      value: (r) => hundredths(r.turnDays[side]),
    }),
  ),
  {
    key: "department",
    header: "Department",
    kind: "text",
    audience: "everyone",
    value: (r) => r.departmentName,
  },
  {
    key: "assignee",
    header: "Assigned to",
    kind: "text",
    audience: "customer",
    value: (r) => r.variant.assignee ?? r.departmentName,
  },
  { key: "next", header: "Next step", kind: "text", audience: "everyone", value: (r) => r.nextStep },
  {
    key: "expectedFrom",
    header: "Estimated completion, even odds",
    kind: "date",
    audience: "everyone",
    value: (r) => r.expectedFrom,
  },
  {
    key: "expectedTo",
    header: "Estimated completion, 85%",
    kind: "date",
    audience: "everyone",
    value: (r) => r.expectedTo,
  },
  { key: "estimate", header: "Estimate", kind: "text", audience: "everyone", value: (r) => r.estimate },
  {
    key: "revision",
    header: "Revisions",
    kind: "integer",
    audience: "everyone",
    value: (r) => r.variant.revision,
  },
  {
    key: "issues",
    header: "Quality issues",
    kind: "integer",
    audience: "everyone",
    value: (r) => r.variant.issues,
  },
  {
    key: "flags",
    header: "Quality flags",
    kind: "text",
    audience: "customer",
    value: (r) => r.variant.flags,
  },
  { key: "quote", header: "Quote", kind: "text", audience: "customer", value: (r) => r.variant.quote },
  { key: "order", header: "Order", kind: "text", audience: "everyone", value: (r) => r.variant.order },
  { key: "batch", header: "Batch", kind: "text", audience: "everyone", value: (r) => r.variant.batch },
  {
    key: "note",
    header: "Remark",
    kind: "text",
    width: 40,
    audience: "customer",
    value: (r) => r.variant.note,
  },
];

const NEXT_FOR = { everyone: "stakeholder", customer: "customer", producer: "ops" } as const;

/** Variants as rows, reckoned at `now`. */
export function detailedRows(
  rules: Rules,
  reader: Audience,
  now: Date,
): (variants: VariantFacts[]) => DetailedRow[] {
  const { calendar } = rules;
  const estimateOf = estimator(rules, now);
  const style = fileDates(calendar.zone);
  return (variants) =>
    variants.map((v) => {
      const { department, next } = META[v.place];
      const own = v.department ?? department;
      const inState = timeInStay(calendar, v, now);
      const { estimate, expectedFrom, expectedTo } = estimateWords(estimateOf(v), style);
      return {
        variant: v,
        timeInState: hundredths(inState),
        delay: delayOf(v.place, v, now),
        turnDays: lifeOf(v, inState - v.spent),
        departmentName: own ? DEPARTMENT_LABELS[own] : "",
        nextStep: next[NEXT_FOR[reader]],
        expectedFrom,
        expectedTo,
        estimate,
      };
    });
}

/** Ended stays as history froze them, and the one it is in, which has lasted so many business days. */
function lifeOf({ ended, place }: VariantFacts, lasted: number): TurnDays {
  const side = sideOf(place);
  return side === null ? ended : { ...ended, [side]: ended[side] + lasted };
}

export const hundredths = (days: number) => Math.round(days * 100) / 100;

function estimateWords(
  estimate: VariantEstimate,
  style: { zone: string; now: Date },
): Pick<DetailedRow, "expectedFrom" | "expectedTo" | "estimate"> {
  switch (estimate.kind) {
    case "range":
      return { expectedFrom: estimate.p50, expectedTo: estimate.p85, estimate: "Ready for review" };
    case "conditional":
      return {
        expectedFrom: estimate.p50,
        expectedTo: estimate.p85,
        estimate: `If approved by ${formatDate(estimate.decidedBy, style)}`,
      };
    case "done":
      return { expectedFrom: estimate.at, expectedTo: estimate.at, estimate: "Completed" };
    case "none":
      return { expectedFrom: null, expectedTo: null, estimate: NO_ESTIMATE[estimate.reason] };
  }
}

const NO_ESTIMATE = {
  cancelled: "Will not be created",
  error: "No date while an error is resolved",
  rejected: "No date while a decision is awaited",
} as const;
