import type { Tx } from "@/lib/access/actor";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import type { Rules } from "@/lib/variants/rules";
import { type BurnUpDay, loadBurnUp } from "./burn-up";
import { loadSchedule } from "./schedule";
import type { Schedule } from "./schedule-rows";
import type { Scope } from "./scope";

/** What the burn-up and the schedule of a scope are drawn from. */
export interface Pictures {
  days: BurnUpDay[];
  schedule: Schedule;
}

/** Pictures are drawn from the whole history; of more variants than these, only the reports tell it. */
const mostDrawn = 20_000;

/** Null where the scope, counted as given, holds nothing or more than is drawn. */
export async function loadPictures(
  tx: Tx,
  scope: Scope,
  counts: PlaceCounts,
  { rules, now }: { rules: Rules; now: Date },
): Promise<Pictures | null> {
  const { all } = progressOf(counts);
  if (all === 0 || all > mostDrawn) return null;
  const [days, schedule] = await Promise.all([
    loadBurnUp(tx, scope, rules.calendar.zone),
    loadSchedule(tx, scope, rules, now),
  ]);
  return { days, schedule };
}
