import { estimateVariant, type VariantEstimate } from "@/lib/forecast/policy-estimate";
import { type Standing, situationOf } from "@/lib/learning/learned-in-force";
import type { Rules } from "@/lib/variants/rules";

/** What an estimate is made from, as a variant's row keeps it. */
export type Estimable = Standing & {
  /** For a validated one: when it was completed. */
  completedAt?: Date | null;
};

const mostKept = 5000;

/** Estimates variants at `now` by the rules in force; those that stand alike are reckoned once. */
export function estimator(rules: Rules, now: Date): (variant: Estimable) => VariantEstimate {
  const known = new Map<string, VariantEstimate>();
  return (variant) => {
    const { place, spent, quoteResume, quoteResumeSpent, brandId, complexity, customised, revision } =
      variant;
    const enteredAt = variant.completedAt ?? variant.enteredAt;
    const key = [
      place,
      enteredAt.getTime(),
      spent,
      quoteResume,
      quoteResumeSpent,
      brandId,
      complexity,
      customised,
      revision > 0,
    ].join();
    let estimate = known.get(key);
    if (!estimate) {
      const situation = situationOf(rules, { ...variant, enteredAt });
      estimate = estimateVariant(situation, { calendar: rules.calendar, now });
      if (known.size >= mostKept) known.clear();
      known.set(key, estimate);
    }
    return estimate;
  };
}
