import type { Calendar } from "@/lib/calendar/calendar";
import { answeringAsProduct } from "@/lib/forecast/answer-as-product";
import { backtest, type Score } from "@/lib/forecast/backtest";
import { Estimator } from "@/lib/forecast/estimator";
import { asKnownAt } from "@/lib/forecast/examples";
import { cellsOf } from "@/lib/forecast/learned-cells";
import type { Cell, LearnedModel } from "@/lib/forecast/learned-model";
import {
  axisOf,
  businessClock,
  historiesOf,
  type PastVariant,
  type VariantHistory,
} from "@/lib/forecast/past-variants";
import { roundsOf } from "@/lib/forecast/protocol";
import { BatchesReplay, type BatchReplay, workingDaysBetween } from "@/lib/forecast/replay-batches";
import type { Policy } from "@/lib/lifecycle/policy";

/** Fewer ended cases teach nothing: the policy's limits speak alone. */
export const LEAST_CASES = 30;
/** In a replay the estimator learns anew every so many working days, over long histories more rarely: it is bounded. */
const LEARNS_EACH = 5;
const LEARNS_AT_MOST = 12;

/** What is learned from; plain data, so that it can be sent to a worker. */
export interface LearnFrom {
  readonly variants: readonly PastVariant[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How the estimator did on its own past. */
export interface ModelScore {
  /** Each way over variants, walked forward in twenty rounds: the product's own rests on the day limits too; business days. */
  readonly methods: readonly Score[];
  /** Of how many batches the variants asked about were: those of one err together. */
  readonly batchesAsked: number;
  /** The dates of batches, each working day anew, as learned by then and by the day limits alone. */
  readonly learned: readonly BatchReplay[];
  readonly limits: readonly BatchReplay[];
}

export interface LearnedCells {
  readonly cases: number;
  readonly apart: number;
  readonly brands: readonly string[];
  readonly cells: readonly (readonly [string, Cell])[];
}

/**
 * Learns from the producer's history, and looks back on how that would have done. Seconds to minutes: for a worker.
 * Null while too few cases have ended. Source: domain.md, "Forecast".
 */
export function learn({
  variants,
  calendar,
  policy,
  now,
}: LearnFrom): (LearnedCells & { score: ModelScore }) | null {
  const histories = historiesOf(variants, calendar, new Date(now));
  const cases = histories.filter(({ ended }) => ended).length;
  if (cases < LEAST_CASES) return null;
  const axis = axisOf(calendar);
  const rules = { calendar, policy };
  const learned = new BatchesReplay(variants, rules);
  const limits = new BatchesReplay(variants, rules, false);
  const replayed = new Estimator(businessClock);
  const first = Math.min(...variants.flatMap(({ stays }) => stays[0]?.at ?? now));
  const models: { moment: number; model: LearnedModel }[] = [];
  const days = workingDaysBetween(calendar, first, now);
  const each = Math.max(LEARNS_EACH, Math.ceil(days.length / LEARNS_AT_MOST));
  days.forEach((at, day) => {
    const moment = axis(at);
    const found = day % each === 0 && modelAt(replayed, { histories, at, moment });
    if (found) models.push({ moment, model: found });
    learned.day(at, models.at(-1)?.model ?? null);
    limits.day(at, null);
  });
  const estimator = new Estimator(businessClock);
  estimator.add(histories);
  estimator.learn(axis(now));
  const product = answeringAsProduct(
    histories,
    rules,
    (moment) => models.findLast((one) => one.moment <= moment)?.model ?? null,
  );
  return {
    cases,
    apart: learned.apart ?? apartOf(histories),
    brands: [...new Set(variants.map(({ brandId }) => brandId))],
    cells: [...cellsOf(estimator, histories, axis(now))],
    score: {
      methods: backtest(histories, "fair", () => performance.now() / 1000, product),
      batchesAsked: batchesAsked(histories),
      learned: learned.scores(),
      limits: limits.scores(),
    },
  };
}

function batchesAsked(histories: readonly VariantHistory[]): number {
  const batchOf = new Map(histories.map(({ id, variant }) => [id, variant.batchId]));
  const asked = roundsOf("fair", histories).flatMap((round) => round.asked);
  return new Set(asked.map(({ history }) => batchOf.get(history.id))).size;
}

/**
 * How far variants of a batch were done apart from each other: of those that ended, the share of days a batch ended some
 * (an extremal index by its clusters, Smith & Weissman 1994).
 */
function apartOf(histories: readonly VariantHistory[]): number {
  const ended = histories.filter(({ ended }) => ended);
  const days = new Set(
    ended.map(({ variant, events }) => `${variant.batchId} ${Math.floor(events.at(-1)!.at)}`),
  );
  return days.size / Math.max(1, ended.length);
}

/** What would have been learned at a moment of the past; null while too few cases had ended. */
function modelAt(
  estimator: Estimator,
  { histories, at, moment }: { histories: readonly VariantHistory[]; at: number; moment: number },
): LearnedModel | null {
  const byId = new Map(histories.map((history) => [history.id, history]));
  const known = asKnownAt(histories, moment).map((history): VariantHistory => {
    const { variant, revised, stays } = byId.get(history.id)!;
    return { ...history, variant, revised, stays: stays.slice(0, history.events.length) };
  });
  const cases = known.filter(({ ended }) => ended).length;
  if (cases < LEAST_CASES) return null;
  estimator.add(known);
  estimator.learn(moment);
  const brands = new Set(known.map(({ variant }) => variant.brandId));
  return {
    version: 0,
    at: new Date(at),
    apart: apartOf(known),
    brands,
    cells: cellsOf(estimator, known, moment),
  };
}
