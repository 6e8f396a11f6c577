import { addBusinessDays, businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import type { LearnedModel } from "@/lib/forecast/learned-model";
import { pinball } from "@/lib/forecast/past-forecasts";
import { pastSituation } from "@/lib/forecast/past-situation";
import type { PastStay, PastVariant } from "@/lib/forecast/past-variants";
import { type BatchEstimate, estimateBatch, type Situation } from "@/lib/forecast/policy-estimate";
import { promiseAfter, promisedBy, shiftOf } from "@/lib/forecast/promise";
import { type Kept, type Scored, scoreLedger } from "@/lib/forecast/promise-score";
import type { Policy } from "@/lib/lifecycle/policy";

/** How far apart variants of a batch may be late, besides what the model itself says. */
const APART: readonly number[] = [1, 0.5, 0.2, 0.1, 0.05, 0];
/** Fewer past dates than this do not decide it. */
const TRUSTED = 20;

/** The producer's calendar and day limits. */
export interface Rules {
  readonly calendar: Calendar;
  readonly policy: Policy;
}

export interface BatchReplay extends Scored {
  readonly batchId: string;
}

interface Stood {
  stay: PastStay;
  variant: PastVariant;
  until: number;
}

/** What each way would have said of a batch on a day, judged when the batch is ready. */
interface Said {
  at: number;
  ranges: { p50: Date; p85: Date }[];
}

/**
 * Says the date of every batch anew each working day, with what was learned by then and the same rules of change as the
 * ledger, and judges it by when the batch was ready. On the way it finds how far variants of a batch are late apart
 * from each other: what did best on batches ready by then; until there are enough of them, what the model says.
 */
export class BatchesReplay {
  private readonly batches = new Map<string, { stood: Stood[]; said: Said[]; ledger: Kept[] }>();
  private readonly losses = [0, ...APART.map(() => 0)];
  private judged = 0;

  constructor(
    variants: readonly PastVariant[],
    private readonly rules: Rules,
    /** False for the day limits alone, to compare. */
    private readonly learns = true,
  ) {
    for (const variant of variants) {
      const batch = this.batches.get(variant.batchId) ?? { stood: [], said: [], ledger: [] };
      this.batches.set(variant.batchId, batch);
      variant.stays.forEach((stay, i) => {
        const until = variant.stays[i + 1]?.at ?? Number.POSITIVE_INFINITY;
        batch.stood.push({ stay, variant, until });
      });
    }
  }

  /** What did best on what has been judged so far; null for what the model says. */
  get apart(): number | null {
    if (this.judged < TRUSTED) return null;
    return APART[this.best - 1] ?? null;
  }

  private get best(): number {
    return this.judged < TRUSTED ? 0 : this.losses.indexOf(Math.min(...this.losses));
  }

  /** Says and judges every batch as it stood at a moment (milliseconds since 1970). */
  day(at: number, model: LearnedModel | null): void {
    const { best } = this;
    for (const batch of this.batches.values()) {
      const standing = batch.stood.filter(({ stay, until }) => stay.at <= at && at < until);
      const active = standing.filter(({ stay }) => stay.place !== "cancelled");
      if (active.length === 0) continue;
      const isReady = active.every(({ stay }) => stay.place === "completed" || stay.place === "validated");
      const last = batch.ledger.at(-1);
      if (isReady && last?.kind === "ready") continue;
      const situations = this.situations(active, model);
      const now = new Date(at);
      const { calendar } = this.rules;
      const ways = model && this.learns ? [model.apart, ...APART] : [1];
      const said = ways.map((way) => estimateBatch(situations, { calendar, now, apart: way }));
      const estimate = said[best] ?? said[0]!;
      if (isReady) this.judge(batch, active);
      else if (isPlain(estimate)) batch.said.push({ at, ranges: said.map(({ expected }) => expected!) });
      this.keep(batch, { estimate, now, readyAt: isReady ? new Date(completedAt(active)) : null });
    }
  }

  /** How the dates came true, by batch. */
  scores(): BatchReplay[] {
    return [...this.batches].flatMap(([batchId, { ledger }]) =>
      scoreLedger(ledger, this.rules.calendar).map((scored) => ({ ...scored, batchId })),
    );
  }

  private situations(active: readonly Stood[], model: LearnedModel | null): Situation[] {
    const alike = new Map<string, Situation>();
    return active.map(({ stay, variant }) => {
      const { brandId, complexity, customised } = variant;
      const revised = stay.event === "requestRevision";
      const key = [stay.place, stay.enteredAt, stay.spent, brandId, complexity, customised, revised].join();
      const known = alike.get(key);
      if (known) return known;
      const situation = pastSituation(stay, variant, { policy: this.rules.policy, model, revised });
      alike.set(key, situation);
      return situation;
    });
  }

  private keep(
    batch: { ledger: Kept[] },
    { estimate, now, readyAt }: { estimate: BatchEstimate; now: Date; readyAt: Date | null },
  ): void {
    const stands = batch.ledger.at(-1) ?? null;
    const next = promisedBy(estimate, readyAt !== null);
    const shift = shiftOf(stands, next, { calendar: this.rules.calendar, now });
    if (!shift) return;
    const { rejected, error } = estimate.notIncluded;
    batch.ledger.push({ ...promiseAfter(stands, next, shift), at: now, readyAt, leftOut: rejected + error });
  }

  private judge(batch: { said: Said[] }, active: readonly Stood[]): void {
    const { calendar } = this.rules;
    const ready = new Date(completedAt(active));
    for (const { at, ranges } of batch.said) {
      const now = new Date(at);
      const days = businessDaysBetween(calendar, now, ready);
      if (ranges.length < this.losses.length || days < 0) continue;
      this.judged += 1;
      ranges.forEach(({ p50, p85 }, way) => {
        const [middle, far] = [p50, p85].map((date) => businessDaysBetween(calendar, now, date)) as [
          number,
          number,
        ];
        this.losses[way] = this.losses[way]! + pinball(middle, days, 0.5) + pinball(far, days, 0.85);
      });
    }
    batch.said = [];
  }
}

/** Nothing waits for the customer and nothing is left out: a date that can be judged. */
function isPlain({ expected, ifApproved, notIncluded }: BatchEstimate): boolean {
  return expected !== null && !ifApproved && notIncluded.rejected + notIncluded.error === 0;
}

/** When the last of them was completed. */
function completedAt(active: readonly Stood[]): number {
  return Math.max(
    ...active.map(({ stay, variant }) =>
      stay.place === "completed"
        ? stay.at
        : (variant.stays.findLast(({ place, at }) => place === "completed" && at <= stay.at)?.at ?? stay.at),
    ),
  );
}

/** Each working day's same hour from one moment to another, oldest first. */
export function workingDaysBetween(calendar: Calendar, from: number, now: number): number[] {
  const days: number[] = [];
  for (let at = now, ago = 1; at > from; at = addBusinessDays(calendar, new Date(now), -ago++).getTime())
    days.unshift(at);
  return days;
}
