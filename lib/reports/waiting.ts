import { META } from "@/lib/lifecycle/meta";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import { DEPARTMENT_LABELS, PLACES, type Place } from "@/lib/lifecycle/states";

/** Variants that wait for the same people to do the same thing next. */
export interface Waiting {
  turn: "producer" | "customer";
  /** "Customer", or the department whose turn it is. */
  who: string;
  place: Place;
  variants: number;
}

/** What waits for whom: the customer's first, then the producer's in the order of the states. */
export function waitingOf(counts: PlaceCounts): Waiting[] {
  const waiting = PLACES.flatMap((place): Waiting[] => {
    const { turn, department } = META[place];
    if (turn === "none" || counts[place] === 0) return [];
    return [{ turn, who: department ? DEPARTMENT_LABELS[department] : "", place, variants: counts[place] }];
  });
  return [
    ...waiting.filter(({ turn }) => turn === "customer"),
    ...waiting.filter(({ turn }) => turn === "producer"),
  ];
}
