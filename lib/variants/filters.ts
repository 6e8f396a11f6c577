import { META } from "@/lib/lifecycle/meta";
import { bucketOf, PLACES, type Place } from "@/lib/lifecycle/states";

/** What a list of variants may be narrowed to, as it stands in the URL (`show`). */
export const VARIANT_FILTERS = [
  "all",
  "yours",
  "ours",
  "production",
  "ready",
  "validated",
  "hold",
  "attention",
  "late",
  "flagged",
  "cancelled",
] as const;
export type VariantFilter = (typeof VARIANT_FILTERS)[number];

/** What a filter leaves, as a file that is narrowed by it says: it is read by either side. */
export const FILTER_WORDS: Readonly<Record<VariantFilter, string>> = {
  all: "All",
  yours: "Customer’s turn",
  ours: "Producer’s turn",
  production: "In Production",
  ready: "Ready for Review",
  validated: "Validated",
  hold: "On Hold",
  attention: "Needs attention",
  late: "Late or at risk",
  flagged: "With quality flags",
  cancelled: "Cancelled",
};

/** The places a filter shows; null where something else decides: time, or a quality flag. */
export function placesOf(filter: VariantFilter): readonly Place[] | null {
  switch (filter) {
    case "all":
    case "late":
    case "flagged":
      return null;
    case "yours":
      return PLACES.filter((place) => META[place].turn === "customer");
    case "ours":
      return PLACES.filter((place) => META[place].turn === "producer");
    default:
      return PLACES.filter((place) => bucketOf(place) === filter);
  }
}

/** A list of variants as an address names it. */
export interface VariantList {
  filter: VariantFilter;
  place: Place | null;
}

/** "On Hold", "Quote Sent": what a list is narrowed to. */
export function listWords({ filter, place }: VariantList): string {
  return place ? META[place].label : FILTER_WORDS[filter];
}

/** The list that shows exactly these places; null where there is none. */
export function listOfPlaces(places: readonly Place[]): VariantList | null {
  if (places.length === 1) return { filter: "all", place: places[0]! };
  const filter = VARIANT_FILTERS.find((name) => {
    const shown = placesOf(name);
    return shown?.length === places.length && shown.every((place) => places.includes(place));
  });
  return filter ? { filter, place: null } : null;
}

/** `yours` first, then the producer's work from its last step back, then what is over. */
export const TURN_ORDER: readonly Place[] = [
  "quote_sent",
  "quote_rejected",
  "completed",
  "error",
  "freezing_time",
  "working_3d_assets",
  "batch_created",
  "processing_addition",
  "quote_accepted",
  "quote_requested",
  "analysis_complete",
  "pending_analysis",
  "validated",
  "cancelled",
];
