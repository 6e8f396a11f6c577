import { localDate } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { type Promised, workingDatesBetween } from "@/lib/forecast/promise";

/** A date as the ledger kept it. */
export interface Kept extends Promised {
  readonly at: Date;
  readonly readyAt: Date | null;
  /** Variants it leaves out: with an error or a rejected quote. */
  readonly leftOut: number;
}

/** One 85% date against what came. Days are working days. */
export interface ScoredDate {
  /** From when it was shown to the date it named. */
  readonly ahead: number;
  /** Everything was ready for review on the date or before. */
  readonly held: boolean;
  /** And not before the date of even odds. */
  readonly within: boolean;
}

/** How the dates said of a batch came true, from one time it was ready to the next. */
export interface Scored {
  readonly readyAt: Date;
  /** Oldest first; never empty. */
  readonly dates: readonly ScoredDate[];
  /** Working days before it was ready from which on the date lay within every range shown; null where the last missed. */
  readonly foundEarly: number | null;
}

/**
 * Compares what the ledger of one batch said, oldest first, with when everything was ready for review. A date is judged by
 * the next time the batch was ready, so a revision begins anew. Dates that left variants out, or waited for a quote, said
 * so themselves and are not judged.
 */
export function scoreLedger(ledger: readonly Kept[], calendar: Calendar): Scored[] {
  const scored: Scored[] = [];
  let said: Kept[] = [];
  for (const kept of ledger) {
    if (kept.kind === "range" && kept.leftOut === 0 && !kept.ifApproved) said.push(kept);
    if (!kept.readyAt) continue;
    if (said.length > 0) scored.push(judge(said, kept.readyAt, calendar));
    said = [];
  }
  return scored;
}

function judge(said: readonly Kept[], readyAt: Date, calendar: Calendar): Scored {
  const ready = localDate(calendar, readyAt);
  const dates = said.map(({ expected, at }): ScoredDate => {
    const [from, to] = [localDate(calendar, expected!.from), localDate(calendar, expected!.to)];
    const held = ready <= to;
    return {
      ahead: workingDatesBetween(calendar, localDate(calendar, at), to),
      held,
      within: held && from <= ready,
    };
  });
  const missed = dates.findLastIndex(({ within }) => !within);
  const found = said[missed + 1];
  const foundEarly = found ? workingDatesBetween(calendar, localDate(calendar, found.at), ready) : null;
  return { readyAt, dates, foundEarly };
}

/** What several scores come to. */
export interface ScoreSum {
  /** Times a batch was ready. */
  readonly batches: number;
  readonly dates: number;
  readonly held: number;
  readonly within: number;
  /** Batches whose first date held. */
  readonly firstHeld: number;
  /** The median over batches; null where none was found. */
  readonly foundEarly: number | null;
}

export function sumScores(scores: readonly Scored[]): ScoreSum {
  const dates = scores.flatMap((score) => score.dates);
  const early = scores.flatMap(({ foundEarly }) => foundEarly ?? []).sort((a, b) => a - b);
  return {
    batches: scores.length,
    dates: dates.length,
    held: dates.filter(({ held }) => held).length,
    within: dates.filter(({ within }) => within).length,
    firstHeld: scores.filter((score) => score.dates[0]?.held).length,
    foundEarly: early[Math.floor((early.length - 1) / 2)] ?? null,
  };
}

/** Up to how many working days ahead a date was said. */
export const HORIZONS = [2, 5, 10, Number.POSITIVE_INFINITY] as const;

/** How many of the 85% dates held, by how far ahead they were said: calibrated ones hold 85 of 100 times. */
export function calibration(scores: readonly Scored[]): { upTo: number; dates: number; held: number }[] {
  const dates = scores.flatMap((score) => score.dates);
  return HORIZONS.map((upTo, index) => {
    const above = HORIZONS[index - 1] ?? -1;
    const here = dates.filter(({ ahead }) => ahead > above && ahead <= upTo);
    return { upTo, dates: here.length, held: here.filter(({ held }) => held).length };
  });
}
