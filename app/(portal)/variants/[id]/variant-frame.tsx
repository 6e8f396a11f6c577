import { FramePath, type Stop } from "@/components/production/frame-path";
import { formatBusinessDuration, formatDate, formatRange } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { limitsFor } from "@/lib/lifecycle/policy";
import { bucketOf, type Place } from "@/lib/lifecycle/states";
import { timeInStay } from "@/lib/lifecycle/stay";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { HistoryEntry, HistoryStep } from "@/lib/variants/list-history";
import type { Reading } from "../../_page/read";
import { estimateOf } from "../../_parts/variant-rows";

type Given = Pick<Reading, "calendar" | "rules" | "now" | "style" | "showNames">;

/** The way a variant has come, drawn on the frame: what was undone is left out. */
export function VariantFrame({
  variant,
  history,
  given,
  awaited = "waits for you",
}: {
  variant: VariantDetail;
  history: HistoryEntry[];
  given: Given;
  /** What is said of a quote that is with the customer. */
  awaited?: string;
}) {
  const steps = history
    .filter((entry): entry is HistoryStep => entry.kind === "step" && !entry.undone && entry.event !== "undo")
    .reverse();
  const stops = steps.map(({ to, at }): Stop => ({ place: to, date: formatDate(at, given.style) }));
  const quote = steps.findLast((step) => step.quote !== null);
  return (
    <section className="frame-section" aria-label="Where it is, and how it came here">
      <h2>Where it is, and how it came here</h2>
      <FramePath
        stops={stops}
        notes={aheadNotes(variant, given)}
        left={quote ? quoteNote(variant, quote, given, awaited) : undefined}
        right={timeNote(variant, given)}
      />
    </section>
  );
}

function quoteNote(
  variant: VariantDetail,
  { quote, event, at }: HistoryStep,
  { style }: Given,
  awaited: string,
) {
  const figure = quote?.number ?? "";
  const day = formatDate(at, style);
  if (event === "acceptQuote") return { figure, note: `accepted ${day}` };
  if (event === "rejectQuote") return { figure, note: `declined ${day}` };
  return { figure, note: variant.place === "quote_sent" ? awaited : `sent ${day}` };
}

function timeNote(variant: VariantDetail, { calendar, now, rules, style }: Given) {
  const { place, enteredAt } = variant;
  if (META[place].turn !== "producer" || bucketOf(place) !== "production") return undefined;
  const limit = limitsFor(rules.policy, place, { brandId: variant.brand.id, complexity: variant.complexity });
  return {
    figure: formatBusinessDuration(timeInStay(calendar, variant, now)),
    note: limit?.high
      ? `of ${limit.high} ${limit.high === 1 ? "day" : "days"} allowed`
      : `since ${formatDate(enteredAt, style)}`,
  };
}

/** How long the states ahead may take, and when it is expected to be completed. */
function aheadNotes(variant: VariantDetail, given: Given): Partial<Record<Place, string>> {
  const placed = { ...variant, brandId: variant.brand.id };
  const notes: Partial<Record<Place, string>> = {};
  for (const place of ["batch_created", "working_3d_assets", "freezing_time"] as const) {
    const limit = limitsFor(given.rules.policy, place, placed);
    if (limit?.high)
      notes[place] = limit.low === limit.high ? `${limit.high} d` : `${limit.low}–${limit.high} d`;
  }
  const estimate = estimateOf(placed, given);
  if (estimate.kind === "range" || estimate.kind === "conditional") {
    notes.completed = formatRange(estimate.p50, estimate.p85, given.style);
  }
  return notes;
}
