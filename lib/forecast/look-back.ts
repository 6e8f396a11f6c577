import type { Calendar } from "@/lib/calendar/calendar";
import { answeringAsProduct } from "@/lib/forecast/answer-as-product";
import { backtest, type Score } from "@/lib/forecast/backtest";
import { Estimator } from "@/lib/forecast/estimator";
import { asKnownAt } from "@/lib/forecast/examples";
import { apartOf, cellsOf } from "@/lib/forecast/learned-cells";
import type { LearnedModel } from "@/lib/forecast/learned-model";
import { axisOf, businessClock, type PastVariant, type VariantHistory } from "@/lib/forecast/past-variants";
import { cutFair, type Round } from "@/lib/forecast/protocol";
import { BatchesReplay, type BatchReplay, workingDaysBetween } from "@/lib/forecast/replay-batches";
import type { Policy } from "@/lib/lifecycle/policy";

/** Fewer ended cases teach nothing: the policy's limits speak alone. */
export const LEAST_CASES = 30;
/** In a replay it is learned anew every so many working days, over long histories more rarely: the cost is bounded. */
const LEARNS_EACH = 5;
const LEARNS_AT_MOST = 40;
/** What was ordered in the later half is asked about: of a fifth, the few latest batches would be all. */
const TAUGHT = 0.5;

/** The past that is looked back on, and what it came to. */
export interface Past {
  readonly variants: readonly PastVariant[];
  readonly histories: readonly VariantHistory[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How the estimator did on its own past; plain data, kept as JSON. */
export interface ModelScore {
  /** Milliseconds since 1970; until when it was looked back. */
  readonly at: number;
  /** Each way over variants, walked forward in twenty rounds: the product's own rests on the day limits too; business days. */
  readonly methods: readonly Score[];
  /** Of how many batches the variants asked about were: those of one err together. */
  readonly batchesAsked: number;
  /** How far the variants of a batch were late apart from each other, by the dates that did best; null of too few. */
  readonly apart: number | null;
  /** The dates of batches, each working day anew, as learned by then and by the day limits alone. */
  readonly learned: readonly BatchReplay[];
  readonly limits: readonly BatchReplay[];
}

/** What was not looked back on yet: the next learning does. */
export const NOT_LOOKED_BACK: ModelScore = {
  at: 0,
  methods: [],
  batchesAsked: 0,
  apart: null,
  learned: [],
  limits: [],
};

/** Says again what would have been said, knowing only what was known then, and judges it. Seconds to minutes. */
export function lookBack(past: Past): ModelScore {
  const { variants, histories, calendar, policy, now } = past;
  const rules = { calendar, policy };
  const { models, dates, days } = learnAlong(past, (day, all) => {
    return day % Math.max(LEARNS_EACH, Math.ceil(all / LEARNS_AT_MOST)) === 0;
  });
  const limits = new BatchesReplay(variants, rules, false);
  for (const at of days) limits.day(at, null);
  const rounds = cutFair(histories, TAUGHT);
  const product = answeringAsProduct(
    histories,
    rules,
    (moment) => models.findLast((one) => one.moment <= moment)?.model ?? null,
  );
  return {
    at: now,
    methods: backtest(rounds, () => performance.now() / 1000, product),
    batchesAsked: batchesAsked(histories, rounds),
    apart: dates.apart,
    learned: dates.scores(),
    limits: limits.scores(),
  };
}

/** What was learned by a moment of the past. */
export interface LearnedThen {
  readonly model: LearnedModel;
  /** On the estimator's axis, and how many cases had ended. */
  readonly moment: number;
  readonly cases: number;
  /** How far the variants of a batch were late apart from each other, by the dates judged by then. */
  readonly apart: number | null;
}

/**
 * Goes through the working days of the past, the last one `now`, learns on those that `learnsOn` names by their number
 * and how many there are, and says the dates of every batch by what was learned last.
 */
export function learnAlong(
  { variants, histories, calendar, policy, now }: Past,
  learnsOn: (day: number, all: number) => boolean,
): { models: LearnedThen[]; dates: BatchesReplay; days: number[] } {
  const axis = axisOf(calendar);
  const dates = new BatchesReplay(variants, { calendar, policy });
  const estimator = new Estimator(businessClock);
  const first = Math.min(...variants.flatMap(({ stays }) => stays[0]?.at ?? now));
  const days = workingDaysBetween(calendar, first, now);
  const models: LearnedThen[] = [];
  days.forEach((at, day) => {
    const moment = axis(at);
    const found = learnsOn(day, days.length) && modelAt(estimator, { histories, at, moment });
    if (found) models.push({ ...found, moment, apart: dates.apart });
    dates.day(at, models.at(-1)?.model ?? null);
  });
  return { models, dates, days };
}

function batchesAsked(histories: readonly VariantHistory[], rounds: readonly Round[]): number {
  const batchOf = new Map(histories.map(({ id, variant }) => [id, variant.batchId]));
  const asked = rounds.flatMap((round) => round.asked);
  return new Set(asked.map(({ history }) => batchOf.get(history.id))).size;
}

/** What would have been learned at a moment of the past; null while too few cases had ended. */
function modelAt(
  estimator: Estimator,
  { histories, at, moment }: { histories: readonly VariantHistory[]; at: number; moment: number },
): { model: LearnedModel; cases: number } | null {
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
  const cells = cellsOf(estimator, known, moment);
  return { cases, model: { version: 0, at: new Date(at), apart: apartOf(known), brands, cells } };
}
