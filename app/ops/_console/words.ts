import { formatBusinessDuration } from "@/lib/calendar/format";
import type { WorkByState } from "@/lib/insights/work-by-state";
import { META } from "@/lib/lifecycle/meta";
import { timeInStay } from "@/lib/lifecycle/stay";
import type { Page } from "@/lib/paging/page-key";
import type { WorkRow } from "@/lib/variants/list-work";
import type { Rules } from "@/lib/variants/rules";
import { placesOfWork } from "@/lib/variants/work-filter";
import { figure } from "@/lib/words/counts";
import type { View } from "./address";

/** "1,163 variants, 31 late, 96 at risk. Oldest 11 d 3 h." – of the state as a whole, whatever it is narrowed to. */
export function headWords(
  view: View,
  { counts, delays }: WorkByState,
  page: Page<WorkRow>,
  { rules, now }: { rules: Rules; now: Date },
): string {
  const places = placesOfWork({ state: view.filter.state });
  const sum = (of: (place: (typeof places)[number]) => number) =>
    places.reduce((total, place) => total + of(place), 0);
  const all = sum((place) => counts[place]);
  const late = sum((place) => delays.get(place)?.late ?? 0);
  const atRisk = sum((place) => delays.get(place)?.atRisk ?? 0);
  const parts = [
    `${figure(all)} ${all === 1 ? "variant" : "variants"}`,
    late > 0 ? `${figure(late)} late` : null,
    atRisk > 0 ? `${figure(atRisk)} at risk` : null,
  ];
  const [first] = page.rows;
  const oldestFirst = view.sort === "since" && !view.descending && page.first === 1;
  const oldest =
    first && oldestFirst && META[first.place].turn !== "none"
      ? ` Oldest ${formatBusinessDuration(timeInStay(rules.calendar, first, now))}.`
      : "";
  return `${parts.filter(Boolean).join(", ")}.${oldest}`;
}
