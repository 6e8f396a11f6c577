import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type Alike, reckon, variantsAlike } from "@/lib/batches/reckon";
import { addBusinessDays, businessDaysBetween } from "@/lib/calendar/business-time";
import { type Days, promisedBy } from "@/lib/forecast/promise";
import { fastestPace, type Modelling, modellingAhead, modellingEnds } from "@/lib/forecast/what-if";
import { limitsFor } from "@/lib/lifecycle/policy";
import type { State } from "@/lib/lifecycle/states";
import type { Rules } from "@/lib/variants/rules";

/** What is supposed: quotes that wait are approved now, a batch is served first, so many modellers more. */
export interface Supposed {
  readonly approve: boolean;
  readonly first: string | null;
  readonly modellers: number;
}

export interface WhatIfRow {
  id: string;
  name: string;
  organisation: string;
  /** As things stand, with what waits for a quote if that is approved by `decidedBy`; null where there is no date. */
  now: Days | null;
  decidedBy: Date | null;
  supposed: Days | null;
  /** Variants that wait for a quote to be approved. */
  waiting: number;
  /** Working days by which the 85% date moves, later above 0; null where there was none, or is none. */
  moved: number | null;
}

export interface WhatIf {
  rows: WhatIfRow[];
  /** People of the modelling department, one at least. */
  modellers: number;
  /** Variants being modelled now. */
  modelling: number;
}

/** Open batches looked at, the oldest first. */
const MOST = 200;

type Open = {
  organisation_id: string;
  id: string;
  name: string;
  organisation: string;
};

/** What a change would do to the date of every open batch. Reads only; the sums are rough and say so on the page. */
export async function whatIf(
  tx: Tx,
  supposed: Supposed,
  { rules, now }: { rules: Rules; now: Date },
): Promise<WhatIf> {
  const [batches, [people]] = await Promise.all([openBatches(tx), countModellers(tx)]);
  const modellers = Math.max(1, people?.n ?? 0);
  const alike = await standing(tx, batches);
  const after = new Map([...alike].map(([id, rows]) => [id, supposed.approve ? approved(rows, now) : rows]));
  const modelling = [...alike.values()]
    .flat()
    .reduce((sum, { place, n }) => sum + (place === "working_3d_assets" ? n : 0), 0);
  const fastest = fastestPace((state) => rules.policy.limits[state]);
  const usual = { capacity: Math.max(1, modelling), pace: 1, fastest, first: null };
  const more = (modellers + supposed.modellers) / modellers;
  const helped = {
    ...{ fastest, first: supposed.first },
    capacity: usual.capacity * more,
    pace: Math.min(fastest, more),
  };
  const given = { rules, now };
  const before = modellingEnds(aheadOf(alike, given), usual);
  const [unhelped, then] = [usual, helped].map((shop) => modellingEnds(aheadOf(after, given), shop));
  const rows = batches.map(({ id, name, organisation }): WhatIfRow => {
    const [as, would] = [reckoned(alike.get(id), given), reckoned(after.get(id), given)];
    // What approving brings into a batch is in its own date already; elsewhere it comes on top.
    const isApproved = as !== null && would !== null && as.waiting > would.waiting;
    const was = (isApproved ? unhelped : before)?.get(id) ?? 0;
    const days = would?.days ? shifted(would.days, (then?.get(id) ?? was) - was, given) : null;
    const moved = as?.days && days ? businessDaysBetween(rules.calendar, as.days.to, days.to) : null;
    return {
      ...{ id, name, organisation, now: as?.days ?? null, supposed: days, waiting: as?.waiting ?? 0 },
      decidedBy: as?.decidedBy ?? null,
      moved: moved === null ? null : Math.round(moved),
    };
  });
  return { rows, modellers, modelling };
}

function openBatches(tx: Tx): Promise<Open[]> {
  return tx
    .execute<Open>(sql`
      select b.organisation_id, b.id, b.name, o.name as organisation from organisations o
      join batches b on b.organisation_id = o.id
      where b.merged_into is null and exists (select 1 from variants v where v.organisation_id = b.organisation_id
        and v.batch_id = b.id and v.place not in ('completed', 'validated', 'cancelled'))
      order by b.created_at, b.id limit ${MOST}`)
    .then((rows) => [...rows]);
}

const countModellers = (tx: Tx) =>
  tx.execute<{ n: number }>(sql`
    select count(*)::int as n from users where producer_role is not null and disabled_at is null and department = 'modelling'`);

async function standing(tx: Tx, batches: readonly Open[]): Promise<Map<string, Alike[]>> {
  const found = new Map<string, Alike[]>();
  for (const organisationId of new Set(batches.map((batch) => batch.organisation_id))) {
    const ids = batches.filter((batch) => batch.organisation_id === organisationId).map(({ id }) => id);
    for (const [id, rows] of await variantsAlike(tx, organisationId, "batch", ids)) found.set(id, rows);
  }
  return found;
}

/** As if every quote that was sent had just been approved. */
function approved(rows: readonly Alike[], now: Date): Alike[] {
  return rows.map((row) =>
    row.place === "quote_sent"
      ? {
          ...row,
          place: "quote_accepted",
          entered_at: now.toISOString(),
          spent: 0,
          due_at: null,
          at_risk_at: null,
        }
      : row,
  );
}

function aheadOf(
  alike: ReadonlyMap<string, readonly Alike[]>,
  { rules, now }: { rules: Rules; now: Date },
): Modelling[] {
  return [...alike].flatMap(([batchId, rows]) =>
    rows.flatMap((row): Modelling[] => {
      const of = { brandId: row.brand_id, complexity: row.complexity };
      const ahead = modellingAhead({
        state: row.place as State,
        quoteResume: row.quote_resume,
        spent: row.spent + businessDaysBetween(rules.calendar, new Date(row.entered_at), now),
        limits: (state) => limitsFor(rules.policy, state, of),
      });
      return ahead ? Array.from({ length: row.n }, () => ({ batchId, ...ahead })) : [];
    }),
  );
}

function reckoned(rows: readonly Alike[] | undefined, given: { rules: Rules; now: Date }) {
  if (!rows) return null;
  const { expected, ifApproved } = promisedBy(reckon(rows, given).estimate, false);
  return {
    days: ifApproved ?? expected,
    waiting: ifApproved?.count ?? 0,
    decidedBy: ifApproved?.decidedBy ?? null,
  };
}

function shifted({ from, to }: Days, days: number, { rules, now }: { rules: Rules; now: Date }): Days {
  const move = (at: Date) => {
    const moved = days === 0 ? at : addBusinessDays(rules.calendar, at, days);
    return moved < now ? now : moved;
  };
  return { from: move(from), to: move(to) };
}
