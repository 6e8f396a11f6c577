import { formatDate, formatDay, formatRange } from "@/lib/calendar/format";
import { estimateVariant, type VariantEstimate } from "@/lib/forecast/policy-estimate";
import { type Standing, situationOf } from "@/lib/learning/learned-in-force";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { DEPARTMENT_LABELS } from "@/lib/lifecycle/states";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { Reading } from "../_page/read";
import type { TableRow } from "./variants-table";

type Given = Pick<Reading, "calendar" | "rules" | "now" | "style" | "showNames">;

/** Rows as the table takes them: every word made here, so that little is sent and nothing is computed twice. */
export function variantRows(variants: VariantRow[], given: Given): TableRow[] {
  const estimates = new Map<string, string>();
  return variants.map((variant) => {
    const { place } = variant;
    const limit = limitsFor(given.rules.policy, place, variant);
    const span = limit !== null && limit.reminder === null ? limit : null;
    const key = [
      place,
      variant.enteredAt.getTime(),
      variant.spent,
      variant.quoteResume,
      variant.brandId,
    ].join();
    const of = [variant.complexity, variant.quoteResumeSpent, variant.customised, variant.revision > 0];
    const kind = `${key},${of.join()}`;
    let estimate = estimates.get(kind);
    if (estimate === undefined) {
      estimate = estimateWords(estimateOf(variant, given), given);
      estimates.set(kind, estimate);
    }
    const delay = place === "error" ? null : delayOf(place, variant, given.now);
    return {
      i: variant.id,
      s: variant.sku,
      p: variant.product,
      b: variant.batch,
      c: [variant.colour, variant.lens].filter(Boolean).join(", "),
      z: variant.size,
      l: place,
      t: META[place].turn === "none" ? null : round(timeInStay(given.calendar, variant, given.now)),
      d: delay,
      w: span ? [span.low, span.high] : null,
      e: formatDay(variant.enteredAt, given.style),
      a: assignedTo(variant, given.showNames),
      m: estimate,
      f: variant.flag,
      k: variant.customised,
    };
  });
}

/** Who has it now: "You" on the customer's turn, a name where names are shown, else the department. */
export function assignedTo(
  variant: Pick<VariantRow, "place" | "department" | "assignee">,
  showNames: boolean,
): string {
  const { turn, department } = META[variant.place];
  if (turn === "customer") return "You";
  if (turn === "none" || !department) return "–";
  if (showNames && variant.assignee) return variant.assignee;
  return DEPARTMENT_LABELS[variant.department ?? department];
}

/** When a variant is expected to be ready for review. */
export function estimateOf(variant: Standing, { calendar, rules, now }: Given): VariantEstimate {
  return estimateVariant(situationOf(rules, variant), { calendar, now });
}

/** "9–12 Dec", "if approved by 4 Dec: 15 Dec", "completed": one line of a table. */
export function estimateWords(estimate: VariantEstimate, { style }: Pick<Given, "style">): string {
  switch (estimate.kind) {
    case "range":
      return formatRange(estimate.p50, estimate.p85, style);
    case "conditional":
      return `if approved by ${formatDate(estimate.decidedBy, style)}: ${formatDate(estimate.p85, style)}`;
    case "done":
      return "completed";
    case "none":
      return { cancelled: "–", error: "no date: error", rejected: "no date: quote rejected" }[
        estimate.reason
      ];
  }
}

/** To the hour of an eight-hour day, as times are written. */
const round = (days: number) => Math.round(days * 1000) / 1000;
