import { estimateVariant, type Situation, type VariantEstimate } from "@/lib/forecast/policy-estimate";
import { type Complexity, limitsFor } from "@/lib/lifecycle/policy";
import type { State } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";

/** What an estimate is made from, as a variant's row keeps it. */
export type Estimable = Omit<Situation, "limits"> & {
  brandId: string;
  complexity: Complexity;
  /** For a validated one: when it was completed. */
  completedAt?: Date | null;
};

const mostKept = 5000;

/** Estimates variants at `now` by the rules in force; those that stand alike are reckoned once. */
export function estimator({ calendar, policy }: Rules, now: Date): (variant: Estimable) => VariantEstimate {
  const known = new Map<string, VariantEstimate>();
  return (variant) => {
    const { place, spent, quoteResume, quoteResumeSpent, brandId, complexity } = variant;
    const enteredAt = variant.completedAt ?? variant.enteredAt;
    const key = [
      place,
      enteredAt.getTime(),
      spent,
      quoteResume,
      quoteResumeSpent,
      brandId,
      complexity,
    ].join();
    let estimate = known.get(key);
    if (!estimate) {
      const limits = (state: State) => limitsFor(policy, state, variant);
      const situation = { place, enteredAt, spent, quoteResume, quoteResumeSpent, limits };
      estimate = estimateVariant(situation, { calendar, now });
      if (known.size >= mostKept) known.clear();
      known.set(key, estimate);
    }
    return estimate;
  };
}
