import type { RailGroup } from "@/components/production/state-rail";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import type { Place } from "@/lib/lifecycle/states";
import type { Ages } from "@/lib/variants/count-work";
import { addressOf, type View } from "./address";

const GROUPS: { label: string; places: Place[] }[] = [
  {
    label: "In Production",
    places: [
      "pending_analysis",
      "analysis_complete",
      "quote_accepted",
      "processing_addition",
      "batch_created",
      "working_3d_assets",
      "freezing_time",
    ],
  },
  { label: "On Hold", places: ["quote_requested", "quote_sent", "quote_rejected"] },
  { label: "Needs attention", places: ["error"] },
  { label: "Done", places: ["completed", "validated", "cancelled"] },
];

/** The work by state: how many in each, how many of them late or at risk; each leads to its list. */
export function railGroups(counts: PlaceCounts, delays: ReadonlyMap<Place, Ages>, view: View): RailGroup[] {
  return GROUPS.map(({ label, places }) => ({
    label,
    items: places.map((place) => ({
      place,
      href: addressOf(view, { filter: { state: place, batchId: undefined } }),
      count: counts[place],
      late: delays.get(place)?.late ?? 0,
      atRisk: delays.get(place)?.atRisk ?? 0,
      current: view.filter.state === place,
    })),
  }));
}
