import type { Tx } from "@/lib/access/actor";
import { totalCounts } from "@/lib/batches/place-counts";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import type { Rules } from "@/lib/variants/rules";
import { type ApprovalTime, approvalTimes } from "./approval-times";
import { type ReadyPlan, readyPlan } from "./ready-plan";
import { type RiskyOrder, riskyOrders } from "./risky-orders";
import { type WeekOfBatch, weekProgress } from "./week-progress";

export interface Weekly {
  /** Seven days before. */
  since: Date;
  counts: PlaceCounts;
  batches: WeekOfBatch[];
  orders: RiskyOrder[];
  plan: ReadyPlan;
  approvals: ApprovalTime[];
}

/** Everything the weekly review shows. Source: the seed, "Weekly Review". */
export async function loadWeekly(
  tx: Tx,
  organisationId: string,
  { rules, now }: { rules: Rules; now: Date },
): Promise<Weekly> {
  const since = new Date(now.getTime() - 7 * 86_400_000);
  const [counts, batches, orders, plan, approvals] = await Promise.all([
    totalCounts(tx, organisationId),
    weekProgress(tx, organisationId, since),
    riskyOrders(tx, organisationId, { rules, now }),
    readyPlan(tx, organisationId, { rules, now }),
    approvalTimes(tx, organisationId, { calendar: rules.calendar, now }),
  ]);
  return { since, counts, batches, orders, plan, approvals };
}
