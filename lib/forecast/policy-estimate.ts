import {
  type Conditional,
  decisionAt,
  type Moment,
  outlookOf,
  type Range,
  rangeOf,
} from "@/lib/forecast/policy-estimate-outlook";
import type { Situation } from "@/lib/forecast/policy-estimate-path";
import type { Spread } from "@/lib/forecast/policy-estimate-spread";

export { type Moment, type Range, usualDecision } from "@/lib/forecast/policy-estimate-outlook";
export type { Situation } from "@/lib/forecast/policy-estimate-path";

/** When a variant is expected to be ready for review (its first `completed`). */
export type VariantEstimate =
  | ({ readonly kind: "range" } & Range)
  /** Holds if the quote is approved, or a revised one asked for (and then approved at once), by `decidedBy`. */
  | ({ readonly kind: "conditional"; readonly on: "approval" | "revision"; readonly decidedBy: Date } & Range)
  /** `at` is the situation's `enteredAt`: for a validated variant give the moment it was completed. */
  | { readonly kind: "done"; readonly at: Date }
  | { readonly kind: "none"; readonly reason: "cancelled" | "error" | "rejected" };

/** When the variants of a batch are expected to be all ready for review. */
export type BatchEstimate = {
  /** Of those on the producer's turn alone; null when there are none. */
  readonly expected: (Range & { readonly count: number }) | null;
  /** Of those and the `count` that wait on a quote, if it is approved by `decidedBy`; null when none waits. */
  readonly ifApproved: (Range & { readonly count: number; readonly decidedBy: Date }) | null;
  /** Already completed, validated ones included; `at` is the latest `enteredAt` among them. */
  readonly done: { readonly count: number; readonly at: Date } | null;
  readonly notIncluded: { readonly rejected: number; readonly error: number };
};

/**
 * Until there is history to learn from: each remaining stay of the usual way is taken as independent and
 * uniform between the policy's low and high in business days, the current one given the time already spent;
 * they are summed exactly. No quote is assumed where none is under way. A rejected variant has a date only
 * where `decidedBy` is given. Never before now, never earlier as time passes. Source: domain.md, "Forecast".
 */
export function estimateVariant(situation: Situation, moment: Moment): VariantEstimate {
  const outlook = outlookOf(situation, moment, 1);
  switch (outlook.kind) {
    case "range":
      return { kind: "range", ...rangeOf([outlook.spread], moment) };
    case "conditional": {
      if (outlook.on === "revision" && !moment.decidedBy) return { kind: "none", reason: "rejected" };
      const { wait, decidedBy } = decisionAt(moment, outlook.earliest);
      return { kind: "conditional", on: outlook.on, decidedBy, ...rangeOf([outlook.spread(wait)], moment) };
    }
    default:
      return outlook;
  }
}

/**
 * When the last of a batch's variants is ready for review, from the same spreads as `estimateVariant`: their
 * chances multiply, so the result is the date of the maximum. A quote still being prepared counts as waiting.
 * Cancelled variants count nowhere. Give variants that stand alike as the same object: it is reckoned once.
 * Source: domain.md, "Forecast".
 */
export function estimateBatch(situations: readonly Situation[], moment: Moment): BatchEstimate {
  const ours: Spread[] = [];
  const waiting: Conditional[] = [];
  const notIncluded = { rejected: 0, error: 0 };
  let done = 0;
  let lastDone = Number.NEGATIVE_INFINITY;
  for (const [situation, count] of counted(situations)) {
    const outlook = outlookOf(situation, moment, count);
    if (outlook.kind === "range") ours.push(outlook.spread);
    else if (outlook.kind === "conditional" && outlook.on === "approval") waiting.push(outlook);
    else if (outlook.kind === "conditional") notIncluded.rejected += count;
    else if (outlook.kind === "done") {
      done += count;
      lastDone = Math.max(lastDone, outlook.at.getTime());
    } else if (outlook.reason === "error") notIncluded.error += count;
  }
  return {
    expected: ours.length > 0 ? { count: total(ours), ...rangeOf(ours, moment) } : null,
    ifApproved: waiting.length > 0 ? ifApproved(ours, waiting, moment) : null,
    done: done > 0 ? { count: done, at: new Date(lastDone) } : null,
    notIncluded,
  };
}

function ifApproved(
  ours: readonly Spread[],
  waiting: readonly Conditional[],
  moment: Moment,
): BatchEstimate["ifApproved"] {
  const earliest = waiting.reduce((latest, quote) => Math.max(latest, quote.earliest), 0);
  const { wait, decidedBy } = decisionAt(moment, earliest);
  const all = [...ours, ...waiting.map((quote) => quote.spread(wait))];
  return { count: total(waiting), decidedBy, ...rangeOf(all, moment) };
}

function counted<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function total(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}
