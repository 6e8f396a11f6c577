import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Tx } from "@/lib/access/actor";
import { localDate, workingDateOnOrAfter } from "@/lib/calendar/business-time";
import { estimateVariant } from "@/lib/forecast/policy-estimate";
import { situationOf } from "@/lib/learning/learned-in-force";
import type { Complexity } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";

/** How much will be ready for review on which day: even odds of each variant's own estimate. */
export interface ReadyPlan {
  /** The next ten working days (ISO), those with nothing too. */
  days: { date: string; count: number }[];
  later: number;
  /** Only if their quote is approved. */
  ifApproved: number;
  /** No date: an error or a rejected quote. */
  undated: number;
}

type Alike = {
  place: Place;
  quote_resume: State | null;
  quote_resume_spent: number | null;
  entered_at: string;
  spent: number;
  brand_id: string;
  complexity: Complexity;
  customised: boolean;
  revision: number;
  n: number;
};

const DAYS = 10;

/** The validation work ahead of an organisation, from the estimates. Source: the seed, "Weekly Review". */
export async function readyPlan(
  tx: Tx,
  organisationId: string,
  { rules, now }: { rules: Rules; now: Date },
): Promise<ReadyPlan> {
  const groups = await tx.execute<Alike>(sql`
    select place, quote_resume, quote_resume_spent, entered_at, spent, brand_id, complexity, customised,
      least(revision, 1) as revision, count(*)::int as n
    from variants where organisation_id = ${organisationId} and place not in ('completed', 'validated', 'cancelled')
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`);
  const { calendar } = rules;
  const counts = new Map<string, number>();
  const plan = { ifApproved: 0, undated: 0 };
  for (const row of groups) {
    const situation = situationOf(rules, {
      ...row,
      enteredAt: new Date(row.entered_at),
      quoteResume: row.quote_resume,
      quoteResumeSpent: row.quote_resume_spent,
      brandId: row.brand_id,
    });
    const estimate = estimateVariant(situation, { calendar, now });
    if (estimate.kind === "conditional") plan.ifApproved += row.n;
    else if (estimate.kind !== "range") plan.undated += row.n;
    else {
      const date = localDate(calendar, estimate.p50);
      counts.set(date, (counts.get(date) ?? 0) + row.n);
    }
  }
  let date = workingDateOnOrAfter(calendar, localDate(calendar, now));
  const days: ReadyPlan["days"] = [];
  while (days.length < DAYS) {
    days.push({ date, count: counts.get(date) ?? 0 });
    counts.delete(date);
    date = workingDateOnOrAfter(calendar, Temporal.PlainDate.from(date).add({ days: 1 }).toString());
  }
  const later = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return { ...plan, days, later };
}
