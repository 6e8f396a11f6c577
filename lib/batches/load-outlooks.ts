import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { planAtOrder } from "@/lib/forecast/plan";
import { promisedBy, shownAt } from "@/lib/forecast/promise";
import { limitsFor } from "@/lib/lifecycle/policy";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import type { State } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";
import type { BatchRow } from "./list-batches";
import { type DayRange, isLate, type Outlook, outlookOf } from "./outlook";
import { loadRulesByTime } from "./plan-rules";
import {
  type Alike,
  groupedBy,
  type OutlookOf,
  reckon,
  SUBJECT,
  variantsAlike,
  variantsAlikeWithin,
} from "./reckon";
import { conditionStanding, type StandingPromise, standingPromises } from "./standing-promises";

export type { OutlookOf } from "./reckon";

type Asked = Pick<BatchRow, "id" | "counts" | "promisedOn" | "requestedOn">;

/**
 * The outlook of each of these batches (or orders, or of the organisation) by id: of a batch the date that stands in
 * its promise ledger, otherwise reckoned from the policy's limits and the variants as they stand. Three statements
 * however many; reads every variant of them that is not validated, so ask for the ones on the screen.
 */
export async function loadOutlooks(
  tx: Tx,
  organisationId: string,
  batches: Asked[],
  { rules, now, of = "batch" }: { rules: Rules; now: Date; of?: OutlookOf },
): Promise<Map<string, Outlook>> {
  const open: string[] = [];
  const finished: string[] = [];
  for (const { id, counts } of batches) {
    const { active, buckets } = progressOf(counts);
    (active === buckets.validated ? finished : open).push(id);
  }
  const [alike, ends, standing, rulesAt] = await Promise.all([
    variantsAlike(tx, organisationId, of, open),
    finished.length > 0 ? lastValidated(tx, organisationId, of, finished) : [],
    of === "batch" ? standingPromises(tx, organisationId, open) : new Map<string, StandingPromise>(),
    loadRulesByTime(tx),
  ]);
  const endOf = new Map(ends.map((row) => [row.subject_id, new Date(row.at)]));
  return new Map(
    batches.map((batch) => {
      const { id } = batch;
      const promise = standing.get(id) ?? null;
      const given = { isOne: of !== "organisation", finishedAt: endOf.get(id), promise, rules, rulesAt, now };
      return [id, sumUp(batch, alike.get(id) ?? [], given)];
    }),
  );
}

/**
 * The outlook of variants `v` that a condition names, counted as given: reckoned, since no date of theirs is kept.
 * `isOne` where all are of one batch or one order, whose requested date they are held to.
 */
export async function loadOutlookWithin(
  tx: Tx,
  organisationId: string,
  which: SQL,
  counts: PlaceCounts,
  { rules, now, isOne }: { rules: Rules; now: Date; isOne: boolean },
): Promise<Outlook> {
  const { active, buckets } = progressOf(counts);
  const isFinished = active > 0 && active === buckets.validated;
  const [alike, ends, rulesAt] = await Promise.all([
    isFinished ? [] : variantsAlikeWithin(tx, organisationId, which),
    isFinished
      ? tx.execute<{ at: string }>(sql`select max(v.entered_at) as at from variants v
          where v.organisation_id = ${organisationId} and v.place = 'validated' and ${which}`)
      : [],
    loadRulesByTime(tx),
  ]);
  const finishedAt = ends[0] && new Date(ends[0].at);
  const asked = { id: organisationId, counts, promisedOn: null, requestedOn: null };
  return sumUp(asked, alike, { isOne, finishedAt, promise: null, rules, rulesAt, now });
}

const HOUR = 3_600_000;

/**
 * When a date was last reckoned, where it has not been for a day, or for an hour although something changed (it is on
 * every change and each hour): then it is out of date.
 */
function staleSince({ checkedAt }: StandingPromise, changedAt: Date | null, now: Date): Date | null {
  if (!checkedAt) return null;
  const hours = (now.getTime() - checkedAt.getTime()) / HOUR;
  return hours > 24 || (hours > 1 && changedAt && changedAt > checkedAt) ? checkedAt : null;
}

function sumUp(
  batch: Asked,
  alike: Alike[],
  {
    isOne,
    finishedAt,
    promise,
    rules,
    rulesAt,
    now,
  }: {
    /** Of one batch or order: a date that one of several orders asked for is not asked of all of them. */
    isOne: boolean;
    finishedAt: Date | undefined;
    promise: StandingPromise | null;
    rules: Rules;
    rulesAt: (moment: Date) => Rules;
    now: Date;
  },
): Outlook {
  const decidedBy = conditionStanding(promise, now);
  const { estimate, requestedOn, changedAt, ...found } = reckon(alike, { rules, now, decidedBy });
  const { active, buckets } = progressOf(batch.counts);
  const next = promisedBy(estimate, active > 0 && buckets.ready + buckets.validated === active);
  return outlookOf({
    ...found,
    counts: batch.counts,
    shown: shownAt(promise, next, now),
    notIncluded: estimate.notIncluded,
    promise: promise && {
      since: promise.at,
      was: promise.was,
      staleSince: staleSince(promise, changedAt, now),
    },
    doneAt: finishedAt ?? estimate.done?.at ?? null,
    promisedOn: batch.promisedOn,
    requestedOn: batch.requestedOn ?? (isOne ? requestedOn : null),
    plannedEnd: plannedEndOf(alike, rulesAt),
    oneIsLate: isOne ? null : oneIsLate(alike, promisedBy(estimate, false).expected, { rules, rulesAt, now }),
    calendar: rules.calendar,
  });
}

/** Whether a batch among these variants is late by its own dates; `expected` is of all of them, and so of the last. */
function oneIsLate(
  alike: readonly Alike[],
  expected: DayRange | null,
  { rules, rulesAt, now }: { rules: Rules; rulesAt: (moment: Date) => Rules; now: Date },
): boolean {
  if (!expected) return false;
  for (const ofBatch of groupedBy(alike, "batch_id").values()) {
    const dates = ofBatch.flatMap(({ requested_on }) => requested_on ?? []).sort();
    const due = {
      promisedOn: ofBatch[0]!.batch_due,
      requestedOn: dates[0] ?? null,
      plannedEnd: plannedEndOf(ofBatch, rulesAt),
      calendar: rules.calendar,
    };
    // No batch ends after all of them do, so most need not be reckoned.
    if (!isLate({ ...due, late: 1 }, expected)) continue;
    const { estimate, late } = reckon(ofBatch, { rules, now });
    const range = promisedBy(estimate, false).expected;
    if (range && isLate({ ...due, late }, range)) return true;
  }
  return false;
}

/** The latest end of their plans as they were frozen at order, by the rules of that moment. */
function plannedEndOf(alike: readonly Alike[], rulesAt: (moment: Date) => Rules): Date | null {
  let latest: Date | null = null;
  for (const { ordered_at, brand_id, complexity } of alike) {
    const orderedAt = new Date(ordered_at);
    const { calendar, policy } = rulesAt(orderedAt);
    const limits = (state: State) => limitsFor(policy, state, { brandId: brand_id, complexity });
    const end = planAtOrder({ orderedAt, calendar, limits }).at(-1)?.end;
    if (end && (!latest || end > latest)) latest = end;
  }
  return latest;
}

function lastValidated(tx: Tx, organisationId: string, of: OutlookOf, ids: string[]) {
  const subject = SUBJECT[of];
  return tx.execute<{ subject_id: string; at: string }>(sql`
    select ${subject} as subject_id, max(entered_at) as at from variants
    where organisation_id = ${organisationId} and ${subject} = any(${`{${ids.join(",")}}`}::uuid[])
      and place = 'validated' group by 1`);
}
