import { type PlannedStay, planAtOrder } from "@/lib/forecast/plan";
import { type Complexity, limitsFor } from "@/lib/lifecycle/policy";
import type { Rules } from "@/lib/variants/rules";

/** What a plan made at order depends on. */
interface Ordered {
  orderedAt: Date;
  brandId: string;
  complexity: Complexity;
}

const mostKept = 5000;

/** The plans of variants as they were frozen at order, by the rules of that moment; those ordered alike are made once. */
export function frozenPlans(at: (moment: Date) => Rules): (ordered: Ordered) => PlannedStay[] {
  const plans = new Map<string, PlannedStay[]>();
  return (ordered) => {
    const { orderedAt, brandId, complexity } = ordered;
    const key = [orderedAt.getTime(), brandId, complexity].join();
    let plan = plans.get(key);
    if (!plan) {
      const { calendar, policy } = at(orderedAt);
      plan = planAtOrder({ orderedAt, calendar, limits: (state) => limitsFor(policy, state, ordered) });
      if (plans.size >= mostKept) plans.clear();
      plans.set(key, plan);
    }
    return plan;
  };
}
