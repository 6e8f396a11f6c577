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

/** Says again what would have been said, knowing only what was known then, and judges it. Seconds to minutes. */
export function lookBack({ variants, histories, calendar, policy, now }: Past): ModelScore {
  const axis = axisOf(calendar);
  const rules = { calendar, policy };
  const learned = new BatchesReplay(variants, rules);
  const limits = new BatchesReplay(variants, rules, false);
  const estimator = new Estimator(businessClock);
  const first = Math.min(...variants.flatMap(({ stays }) => stays[0]?.at ?? now));
  const models: { moment: number; model: LearnedModel }[] = [];
  const days = workingDaysBetween(calendar, first, now);
  const each = Math.max(LEARNS_EACH, Math.ceil(days.length / LEARNS_AT_MOST));
  days.forEach((at, day) => {
    const moment = axis(at);
    const found = day % each === 0 && modelAt(estimator, { histories, at, moment });
    if (found) models.push({ moment, model: found });
    learned.day(at, models.at(-1)?.model ?? null);
    limits.day(at, null);
  });
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
    apart: learned.apart,
    learned: learned.scores(),
    limits: limits.scores(),
  };
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
