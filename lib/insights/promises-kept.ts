import { asActor, type ProducerActor } from "@/lib/access/actor";
import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { calibration, type ScoreSum, sumScores } from "@/lib/forecast/promise-score";
import { type BatchScore, scoreBatches } from "@/lib/promises/score-batches";
import { rulesInForce } from "@/lib/variants/rules";

/** Batches that are looked at, those that were ready last. */
const MOST = 400;

/** How the dates given for batches of one brand came true that were ready in one month. */
export interface KeptByBrand extends ScoreSum {
  /** "2026-11", in the producer's zone. */
  month: string;
  brand: string;
}

export interface PromisesKept {
  all: ScoreSum;
  /** The latest month first; a batch of two brands counts for both. */
  byBrand: KeptByBrand[];
  calibration: ReturnType<typeof calibration>;
  /** The latest first. */
  batches: BatchScore[];
  calendar: Calendar;
}

/** How well dates shown to customers were kept, over all organisations. Source: domain.md, "Forecast". */
export function promisesKept(actor: ProducerActor): Promise<PromisesKept> {
  return asActor(
    actor,
    async (tx) => {
      const { calendar } = await rulesInForce(tx);
      const batches = await scoreBatches(tx, calendar, { most: MOST });
      return {
        all: sumScores(batches),
        byBrand: byBrandAndMonth(batches, calendar),
        calibration: calibration(batches),
        batches,
        calendar,
      };
    },
    { readOnly: true },
  );
}

function byBrandAndMonth(batches: readonly BatchScore[], calendar: Calendar): KeptByBrand[] {
  const groups = new Map<string, { month: string; brand: string; scores: BatchScore[] }>();
  for (const score of batches) {
    const month = localDate(calendar, score.readyAt).slice(0, 7);
    for (const brand of score.brands) {
      const key = `${month} ${brand}`;
      const group = groups.get(key) ?? { month, brand, scores: [] };
      group.scores.push(score);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ month, brand, scores }) => ({ month, brand, ...sumScores(scores) }))
    .sort((a, b) => b.month.localeCompare(a.month) || a.brand.localeCompare(b.brand));
}
