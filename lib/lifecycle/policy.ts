import { z } from "zod";
import { type Limit, META } from "./meta";
import { type Place, STATES, type State, stateOf } from "./states";

/** How detailed a variant's geometry is. Source: domain.md, "Things". */
export const COMPLEXITIES = ["simple", "standard", "detailed"] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

const days = z.number("Give a number of business days.").min(0, "Days cannot be below 0.").max(250);
const spanSchema = z
  .strictObject({ low: days, high: days.positive("The high must be above 0."), reminder: z.null() })
  .refine((span) => span.low <= span.high, { path: ["low"], message: "The low cannot be above the high." });
const reminderSchema = z.strictObject({
  low: z.null(),
  high: z.null(),
  reminder: days.positive("The reminder must be above 0."),
});
const limitSchema = z.union([spanSchema, reminderSchema]);

/** A limit for a narrower case; null means "any". */
const overrideSchema = z.strictObject({
  state: z.enum(STATES),
  brandId: z.uuid().nullable(),
  complexity: z.enum(COMPLEXITIES).nullable(),
  limit: limitSchema,
});

type Parsed = {
  limits: Record<State, Limit | null>;
  overrides: { state: State; brandId: string | null; complexity: Complexity | null; limit: Limit }[];
};

/** The allowed low–high (business days) or reminder per state, as admin edits it. Source: domain.md, "Time". */
export type Policy = {
  readonly limits: Readonly<Record<State, Limit | null>>;
  readonly overrides: readonly Readonly<Parsed["overrides"][number]>[];
};

/** Parses a stored or edited policy; a state keeps its kind of limit (span, reminder or none). */
export const policySchema: z.ZodType<Parsed> = z
  .strictObject({
    limits: z.record(z.enum(STATES), limitSchema.nullable()),
    overrides: z.array(overrideSchema),
  })
  .superRefine((policy, ctx) => {
    for (const state of STATES) {
      if (!sameKind(policy.limits[state], META[state].limit)) {
        ctx.addIssue({ code: "custom", path: ["limits", state], message: kindWords(state) });
      }
    }
    policy.overrides.forEach((override, index) => {
      if (!sameKind(override.limit, META[override.state].limit)) {
        ctx.addIssue({ code: "custom", path: ["overrides", index], message: kindWords(override.state) });
      }
      const message = unclear(policy.overrides, index);
      if (message) ctx.addIssue({ code: "custom", path: ["overrides", index], message });
    });
  });

/** What is wrong with the case an override is for; null where it is one case, and its only one. */
function unclear(overrides: Parsed["overrides"], index: number): string | null {
  const { state, brandId, complexity } = overrides[index]!;
  const { label } = META[state];
  if (brandId === null && complexity === null)
    return `Choose a brand or a complexity for ${label}, or change the limit of the state itself.`;
  const same = overrides.findIndex(
    (o) => o.state === state && o.brandId === brandId && o.complexity === complexity,
  );
  return same < index ? `${label} has this exception already: change that one, or remove it.` : null;
}

function sameKind(a: Limit | null, b: Limit | null): boolean {
  if (a === null || b === null) return a === b;
  return (a.reminder === null) === (b.reminder === null);
}

function kindWords(state: State): string {
  const { label, limit } = META[state];
  if (limit === null) return `${label} has no limit.`;
  return limit.reminder === null ? `${label} needs a low and a high.` : `${label} needs a reminder.`;
}

/** The policy of a new installation, the defaults on the machine's own meta. */
export const DEFAULT_POLICY: Policy = {
  limits: Object.fromEntries(STATES.map((state) => [state, META[state].limit])) as Record<
    State,
    Limit | null
  >,
  overrides: [],
};

/**
 * The limit that holds for a variant in a place, in business days; null where no clock runs.
 * The narrowest override wins: brand and complexity, then brand, then complexity, then the state's own.
 */
export function limitsFor(
  policy: Policy,
  place: Place,
  variant: { readonly brandId: string; readonly complexity: Complexity },
): Limit | null {
  if (META[place].limit === null) return null;
  const state = stateOf(place);
  let best = policy.limits[state];
  let rank = 0;
  for (const override of policy.overrides) {
    if (override.state !== state) continue;
    if (override.brandId !== null && override.brandId !== variant.brandId) continue;
    if (override.complexity !== null && override.complexity !== variant.complexity) continue;
    const weight = 1 + (override.brandId === null ? 0 : 2) + (override.complexity === null ? 0 : 1);
    if (weight > rank) {
      best = override.limit;
      rank = weight;
    }
  }
  return best;
}
