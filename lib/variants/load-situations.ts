import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import type { Latest, Situation } from "@/lib/lifecycle/decide";
import type { EventId, Place, State, Step } from "@/lib/lifecycle/states";
import type { KeptTime, LeftStay, Stay } from "@/lib/lifecycle/stay";

/** A variant, locked, with everything a step needs to know of it. */
export interface Standing {
  id: string;
  sku: string;
  orderId: string;
  batchId: string;
  brandId: string;
  productId: string;
  complexity: Complexity;
  version: number;
  stay: Stay;
  kept: KeptTime;
  situation: Situation;
  /** The step an undo would take back, as it is kept. */
  latest: LatestStep | null;
}

export interface LatestStep {
  id: string;
  operationId: string | null;
  left: LeftStay;
  kept: KeptTime;
}

type VariantRow = {
  id: string;
  sku: string;
  order_id: string;
  batch_id: string;
  brand_id: string;
  product_id: string;
  complexity: Complexity;
  version: number;
  place: Place;
  revision: number;
  quote_resume: State | null;
  quote_resume_spent: number | null;
  error_resume: State | null;
  error_resume_spent: number | null;
  production_begun: boolean;
  modelling_begun: boolean;
  entered_at: string;
  spent: number;
  at_risk_at: string | null;
  due_at: string | null;
};

const ASKS_QUOTE: ReadonlySet<EventId> = new Set([
  "acceptQuote",
  "rejectQuote",
  "expireQuote",
  "retry",
  "undo",
]);

/**
 * Locks variants of one organisation in the order of their ids and reads what deciding `event` needs. Ids that are
 * not there, or not visible to the actor of the transaction, are missing from the answer.
 */
export async function loadSituations(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  event: EventId,
  at: Date,
  lock = true,
): Promise<Standing[]> {
  if (ids.length === 0) return [];
  const list = sql`any(${`{${ids.join(",")}}`}::uuid[])`;
  const rows = await tx.execute<VariantRow>(sql`
    select id, sku, order_id, batch_id, brand_id, product_id, complexity, version, place, revision, quote_resume,
      quote_resume_spent, error_resume, error_resume_spent, production_begun, modelling_begun, entered_at, spent,
      at_risk_at, due_at
    from variants where organisation_id = ${organisationId} and id = ${list} order by id ${lock ? sql`for update` : sql``}`);
  const [openQuotes, replaced, flagged, unmodelled, latest] = await Promise.all([
    ASKS_QUOTE.has(event) ? variantsWithOpenQuote(tx, organisationId, list, event, at) : none,
    event === "reorder" ? replacedVariants(tx, organisationId, list) : none,
    event === "validate" ? flaggedVariants(tx, organisationId, list) : none,
    event === "complete" ? variantsWithoutModel(tx, organisationId, list) : none,
    event === "undo" ? latestSteps(tx, organisationId, list) : new Map<string, LatestStep & Latest>(),
  ]);
  return rows.map((row) => {
    const last = latest.get(row.id) ?? null;
    return {
      id: row.id,
      sku: row.sku,
      orderId: row.order_id,
      batchId: row.batch_id,
      brandId: row.brand_id,
      productId: row.product_id,
      complexity: row.complexity,
      version: row.version,
      stay: {
        enteredAt: new Date(row.entered_at),
        spent: row.spent,
        atRiskAt: dateOrNull(row.at_risk_at),
        dueAt: dateOrNull(row.due_at),
      },
      kept: { quoteResumeSpent: row.quote_resume_spent, errorResumeSpent: row.error_resume_spent },
      situation: {
        place: row.place,
        quoteResume: row.quote_resume,
        errorResume: row.error_resume,
        revision: row.revision,
        productionBegun: row.production_begun,
        modellingBegun: row.modelling_begun,
        quoteOpen: openQuotes.has(row.id),
        replaced: replaced.has(row.id),
        blockingFlag: flagged.has(row.id),
        modelMissing: unmodelled.has(row.id),
        withinApprovalLimit: false,
        latest: last && { ...last, nothingSince: last.nothingSince },
      },
      latest: last,
    };
  });
}

const none: ReadonlySet<string> = new Set();
const dateOrNull = (value: string | null) => (value === null ? null : new Date(value));

async function idsOf(rows: Promise<{ id: string }[]>): Promise<ReadonlySet<string>> {
  return new Set((await rows).map((row) => row.id));
}

type Fragment = ReturnType<typeof sql>;

/** For an undo, a line that was withdrawn last would be pending again, so it counts while its version is valid. */
function variantsWithOpenQuote(tx: Tx, organisationId: string, list: Fragment, event: EventId, at: Date) {
  const statuses = event === "undo" ? sql`('pending', 'withdrawn')` : sql`('pending')`;
  return idsOf(
    tx.execute<{ id: string }>(sql`
      select distinct on (l.variant_id) l.variant_id as id
      from quote_lines l join quote_versions q on q.organisation_id = l.organisation_id and q.id = l.quote_version_id
      where l.organisation_id = ${organisationId} and l.variant_id = ${list} and l.status in ${statuses}
        and q.valid_until > ${at.toISOString()}::timestamptz
        and not exists (select 1 from quote_lines n join quote_versions m
            on m.organisation_id = n.organisation_id and m.id = n.quote_version_id
          where n.organisation_id = l.organisation_id and n.variant_id = l.variant_id and m.sent_at > q.sent_at)
      order by l.variant_id, q.sent_at desc`),
  );
}

function replacedVariants(tx: Tx, organisationId: string, list: Fragment) {
  return idsOf(
    tx.execute<{ id: string }>(
      sql`select replaces_id as id from variants where organisation_id = ${organisationId} and replaces_id = ${list}`,
    ),
  );
}

function flaggedVariants(tx: Tx, organisationId: string, list: Fragment) {
  return idsOf(
    tx.execute<{ id: string }>(sql`
      select distinct variant_id as id from quality_flags
      where organisation_id = ${organisationId} and variant_id = ${list} and blocking and resolved_at is null`),
  );
}

/** "Once assets exist": from the first model of a batch on, every variant of it needs one for its revision. */
export function variantsWithoutModel(tx: Tx, organisationId: string, list: Fragment) {
  return idsOf(
    tx.execute<{ id: string }>(sql`
      with these as (select id, batch_id, revision from variants where organisation_id = ${organisationId} and id = ${list}),
      modelled as (select b.batch_id from (select distinct batch_id from these) b where exists (
        select 1 from variants o join models m on m.organisation_id = o.organisation_id and m.variant_id = o.id
        where o.organisation_id = ${organisationId} and o.batch_id = b.batch_id))
      select t.id from these t join modelled using (batch_id) where not exists (
        select 1 from models m where m.organisation_id = ${organisationId} and m.variant_id = t.id
          and m.revision = t.revision)`),
  );
}

type LatestRow = {
  variant_id: string;
  id: string;
  operation_id: string | null;
  event: Step;
  from_place: Place | "";
  actor_id: string | null;
  at: string;
  nothing_since: boolean;
  left_entered_at: string | null;
  left_spent: number | null;
  left_at_risk_at: string | null;
  left_due_at: string | null;
  left_elapsed: number | null;
  revision: number | null;
  quote_resume: State | null;
  quote_resume_spent: number | null;
  error_resume: State | null;
  error_resume_spent: number | null;
  production_begun: boolean | null;
  modelling_begun: boolean | null;
};

/** The latest step of each variant that was not undone yet, with what the variant carried before it. */
async function latestSteps(tx: Tx, organisationId: string, list: Fragment) {
  const rows = await tx.execute<LatestRow>(sql`
    select distinct on (t.variant_id) t.variant_id, t.id, t.operation_id, t.event, t.from_place, t.actor_id, t.at,
      t.version = v.version as nothing_since, t.left_entered_at, t.left_spent, t.left_at_risk_at, t.left_due_at,
      t.left_elapsed, b.revision, b.quote_resume, b.quote_resume_spent, b.error_resume, b.error_resume_spent,
      b.production_begun, b.modelling_begun
    from transitions t
    join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
    left join transitions b on b.organisation_id = t.organisation_id and b.variant_id = t.variant_id and b.version = t.version - 1
    where t.organisation_id = ${organisationId} and t.variant_id = ${list} and t.event <> 'undo'
      and not exists (select 1 from transitions u where u.organisation_id = t.organisation_id
        and u.variant_id = t.variant_id and u.undoes = t.id)
    order by t.variant_id, t.version desc`);
  return new Map(
    rows.map((row) => {
      const enteredAt = row.left_entered_at ?? row.at;
      const left: LeftStay = {
        enteredAt: new Date(enteredAt),
        spent: row.left_spent ?? 0,
        atRiskAt: dateOrNull(row.left_at_risk_at),
        dueAt: dateOrNull(row.left_due_at),
        elapsed: row.left_elapsed ?? 0,
      };
      const latest: LatestStep & Latest = {
        id: row.id,
        operationId: row.operation_id,
        event: row.event,
        from: row.from_place === "" ? null : row.from_place,
        before: {
          revision: row.revision ?? 0,
          quoteResume: row.quote_resume,
          errorResume: row.error_resume,
          productionBegun: row.production_begun ?? false,
          modellingBegun: row.modelling_begun ?? false,
        },
        actorId: row.actor_id,
        at: new Date(row.at),
        nothingSince: row.nothing_since,
        left,
        kept: { quoteResumeSpent: row.quote_resume_spent, errorResumeSpent: row.error_resume_spent },
      };
      return [row.variant_id, latest] as const;
    }),
  );
}
