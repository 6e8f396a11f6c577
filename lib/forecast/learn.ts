import type { Calendar } from "@/lib/calendar/calendar";
import { Estimator } from "@/lib/forecast/estimator";
import { apartOf, cellsOf } from "@/lib/forecast/learned-cells";
import type { Cell } from "@/lib/forecast/learned-model";
import { LEAST_CASES, lookBack, type ModelScore } from "@/lib/forecast/look-back";
import { axisOf, businessClock, historiesOf, type PastVariant } from "@/lib/forecast/past-variants";
import type { Policy } from "@/lib/lifecycle/policy";

/** What is learned from; plain data, so that it can be sent to another process. */
export interface LearnFrom {
  readonly variants: readonly PastVariant[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How it did on its past, where that was looked back on lately; else it looks back now. */
  readonly score: ModelScore | null;
}

export interface Learned {
  readonly cases: number;
  readonly apart: number;
  readonly brands: readonly string[];
  readonly cells: readonly (readonly [string, Cell])[];
  readonly score: ModelScore;
}

/**
 * Learns from the producer's history, and where asked looks back on how that would have done. Seconds, with looking back
 * up to minutes: for a process of its own. Null while too few cases have ended. Source: domain.md, "Forecast".
 */
export function learn({ score, ...from }: LearnFrom): Learned | null {
  const { variants, calendar, now } = from;
  const histories = historiesOf(variants, calendar, new Date(now));
  const cases = histories.filter(({ ended }) => ended).length;
  if (cases < LEAST_CASES) return null;
  const moment = axisOf(calendar)(now);
  const estimator = new Estimator(businessClock);
  estimator.add(histories);
  estimator.learn(moment);
  const judged = score ?? lookBack({ ...from, histories });
  return {
    cases,
    apart: judged.apart ?? apartOf(histories),
    brands: [...new Set(variants.map(({ brandId }) => brandId))],
    cells: [...cellsOf(estimator, histories, moment)],
    score: judged,
  };
}
