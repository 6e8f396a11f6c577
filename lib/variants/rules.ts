import { desc, sql } from "drizzle-orm";
import { calendarVersions, policyVersions } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { type Calendar, DEFAULT_CALENDAR, parseCalendar } from "@/lib/calendar/calendar";
import type { LearnedModel } from "@/lib/forecast/learned-model";
import { learnedInForce } from "@/lib/learning/learned-in-force";
import { DEFAULT_POLICY, type Policy } from "@/lib/lifecycle/policy";

/** The producer's calendar and day limits in force: what every clock is set by. */
export interface Rules {
  calendar: Calendar;
  policy: Policy;
  /** What history says of stays, for estimates only; absent while nothing was learned. */
  learned?: LearnedModel | null;
}

const cache = new Map<string, Rules>();

/** Reads the newest versions; a version never changes, so each is parsed once per process. */
export async function rulesInForce(tx: Tx): Promise<Rules> {
  const [rules, learned] = await Promise.all([clocksInForce(tx), learnedInForce(tx)]);
  return { ...rules, learned };
}

async function clocksInForce(tx: Tx): Promise<Rules> {
  const [[calendar], [policy]] = await Promise.all([
    tx.select().from(calendarVersions).orderBy(desc(calendarVersions.version)).limit(1),
    tx.select().from(policyVersions).orderBy(desc(policyVersions.version)).limit(1),
  ]);
  const key = `${calendar?.version ?? 0}/${calendar?.createdAt.getTime()}/${policy?.version ?? 0}/${policy?.createdAt.getTime()}`;
  let rules = cache.get(key);
  if (!rules) {
    rules = {
      calendar: calendar ? parseCalendar(calendar.calendar) : DEFAULT_CALENDAR,
      policy: policy ? (policy.policy as Policy) : DEFAULT_POLICY,
    };
    cache.clear();
    cache.set(key, rules);
  }
  return rules;
}

/** Held shared by whoever writes deadlines, and alone by whoever changes the rules. */
const LOCK = sql`hashtext('framewatch rules')`;

/**
 * The rules for setting deadlines in this transaction: no other rules come into force before it ends, so that rewriting
 * the open stays afterwards misses none.
 */
export async function rulesForWriting(tx: Tx): Promise<Rules> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK})`);
  return clocksInForce(tx);
}

/** Waits until nobody sets deadlines by the rules in force, then keeps everybody from it until the transaction ends. */
export async function holdRules(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
}
