import { cellOf, type LearnedModel } from "@/lib/forecast/learned-model";
import type { PastStay, PastVariant } from "@/lib/forecast/past-variants";
import type { Situation } from "@/lib/forecast/policy-estimate";
import { limitsFor, type Policy } from "@/lib/lifecycle/policy";

/** A variant in one of its past stays, as the product would have estimated it; by the day limits alone without a model. */
export function pastSituation(
  stay: PastStay,
  variant: PastVariant,
  { policy, model, revised }: { policy: Policy; model: LearnedModel | null; revised: boolean },
): Situation {
  const { brandId, complexity, customised } = variant;
  return {
    ...stay,
    enteredAt: new Date(stay.enteredAt),
    limits: (state) => limitsFor(policy, state, variant),
    ...(model && {
      learned: (state, resume) => cellOf(model, { state, resume, brandId, complexity, customised, revised }),
    }),
  };
}
