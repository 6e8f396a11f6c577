import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { Carried } from "@/lib/lifecycle/machine";
import type { EventId, Place } from "@/lib/lifecycle/states";
import { step } from "@/lib/lifecycle/step";
import { PLACES_OF, type Side } from "@/lib/lifecycle/turn-days";
import type { Difference } from "./check-counts";

/** Names each variant whose own columns do not repeat its latest step, or whose steps do not follow one another. */
export async function checkChains(tx: Tx): Promise<Difference[]> {
  const broken = await tx.execute<{ variant_id: string; version: number; fault: string }>(sql`
    with steps as (
      select t.*, lag(t.to_place) over w as before, row_number() over w as position
      from transitions t window w as (partition by t.organisation_id, t.variant_id order by t.version))
    select variant_id, version,
      case when version <> position then 'is step ' || version || ' but stands at position ' || position
        when version = 1 and (event <> 'order' or from_place <> '' or to_place <> 'pending_analysis') then 'does not begin with its order'
        when version > 1 and from_place is distinct from before then 'begins at ' || from_place || ' where the step before it ended at ' || before
        else 'is no step the machine allows: ' || event || ' from ' || from_place || ' to ' || to_place end as fault
    from steps s
    where version <> position or version = 1 and (event <> 'order' or from_place <> '' or to_place <> 'pending_analysis')
      or version > 1 and from_place is distinct from before
      or not exists (select 1 from legal_transitions l where l.event = s.event and l.from_place = s.from_place and l.to_place = s.to_place)
    order by variant_id, version`);
  const drifted = await tx.execute<{ id: string; fault: string }>(sql`
    select v.id, case
      when t.variant_id is null then 'has no history'
      when v.version <> t.version or v.place <> t.to_place
        then 'stands at ' || v.place || ' (version ' || v.version || '), its history ends at ' || t.to_place || ' (version ' || t.version || ')'
      else 'carries a revision, resume, begun mark or clock that its history does not end with' end as fault
    from variants v left join lateral (
      select * from transitions t where t.organisation_id = v.organisation_id and t.variant_id = v.id
      order by t.version desc limit 1) t on true
    where (v.version, v.place, v.revision, v.quote_resume, v.error_resume, v.production_begun, v.modelling_begun)
      is distinct from (t.version, t.to_place, t.revision, t.quote_resume, t.error_resume, t.production_begun, t.modelling_begun)
      or t.from_place <> t.to_place and v.entered_at <> t.at
    order by v.id`);
  return [
    ...broken.map((b) => `history of variant ${b.variant_id}: step ${b.version} ${b.fault}`),
    ...drifted.map((d) => `variant ${d.id} ${d.fault}`),
  ];
}

/** Days are added one after the other as they pass, and all at once here. */
const SLACK = 1e-6;

/** Names each variant that carries other sums of its ended stays, or another completion, than its history has. */
export async function checkEndedStays(tx: Tx): Promise<Difference[]> {
  const days = (side: Side) =>
    sql`coalesce(sum(t.left_elapsed) filter (where t.from_place = any(${`{${PLACES_OF[side].join(",")}}`}::text[])), 0)`;
  const drifted = await tx.execute<{ id: string }>(sql`
    select v.id from variants v left join (
      select t.organisation_id, t.variant_id, ${days("producer")} as producer, ${days("customer")} as customer,
        ${days("error")} as error, max(t.at) filter (where t.event = 'complete') as completed_at
      from transitions t group by 1, 2) h on h.organisation_id = v.organisation_id and h.variant_id = v.id
    where abs(v.producer_days - h.producer) > ${SLACK} or abs(v.customer_days - h.customer) > ${SLACK}
      or abs(v.error_days - h.error) > ${SLACK} or v.completed_at is distinct from h.completed_at
    order by v.id`);
  return drifted.map(
    ({ id }) => `variant ${id} carries days or a completion that its history does not add up to`,
  );
}

type StepKind = {
  event: EventId;
  from_place: Place;
  to_place: Place;
  before: Carried;
  after: Carried;
  quote_open: boolean;
  variant_id: string;
  version: number;
  steps: number;
};

/**
 * Replays history through the machine: every kind of step (event, place and what the variant carried) is asked once,
 * and each variant where the answer differs is represented by one example and a count.
 */
export async function checkReplay(tx: Tx): Promise<Difference[]> {
  const carried = (prefix: string) =>
    sql.raw(`jsonb_build_object('quoteResume', ${prefix}quote_resume, 'errorResume', ${prefix}error_resume,
    'revision', ${prefix}revision, 'productionBegun', ${prefix}production_begun, 'modellingBegun', ${prefix}modelling_begun)`);
  const kinds = await tx.execute<StepKind & Record<string, unknown>>(sql`
    with steps as (
      select t.*, lag(jsonb_build_object('quoteResume', quote_resume, 'errorResume', error_resume, 'revision', revision,
        'productionBegun', production_begun, 'modellingBegun', modelling_begun))
        over (partition by organisation_id, variant_id order by version) as before
      from transitions t)
    select event, from_place, to_place, before, ${carried("")} as after,
      min(variant_id::text) as variant_id, min(version) as version, count(*)::int as steps
    from steps where version > 1 and event <> 'undo' and before is not null
    group by 1, 2, 3, 4, 5`);
  const differences: Difference[] = [];
  for (const kind of kinds) {
    // What the quote was at the time is not in history, so either answer of the machine may be the right one.
    const agrees = [true, false].some((quoteOpen) => {
      const context = { ...kind.before, quoteOpen, replaced: false, undo: null };
      const answer = step(kind.from_place, context, kind.event);
      return answer?.to === kind.to_place && same(answer.carried, kind.after);
    });
    if (!agrees) {
      differences.push(
        `history of variant ${kind.variant_id}: ${kind.event} from ${kind.from_place} led to ${kind.to_place} carrying ` +
          `${JSON.stringify(kind.after)}, which the machine does not answer (${kind.steps} such steps)`,
      );
    }
  }
  const undone = await tx.execute<{ variant_id: string; version: number }>(sql`
    select u.variant_id, u.version from transitions u
    left join transitions s on s.organisation_id = u.organisation_id and s.id = u.undoes and s.variant_id = u.variant_id
    left join transitions b on b.organisation_id = s.organisation_id and b.variant_id = s.variant_id and b.version = s.version - 1
    where u.event = 'undo' and (s.id is null or (u.to_place, u.revision, u.quote_resume, u.error_resume)
      is distinct from (s.from_place, b.revision, b.quote_resume, b.error_resume))
    order by 1, 2`);
  for (const u of undone) {
    differences.push(`history of variant ${u.variant_id}: step ${u.version} does not restore what it undoes`);
  }
  return differences;
}

function same(a: Carried, b: Carried): boolean {
  return (
    a.quoteResume === b.quoteResume &&
    a.errorResume === b.errorResume &&
    a.revision === b.revision &&
    a.productionBegun === b.productionBegun &&
    a.modellingBegun === b.modellingBegun
  );
}
