import { type SQL, sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import type { Department, Place, State } from "@/lib/lifecycle/states";
import type { TurnDays } from "@/lib/lifecycle/turn-days";
import { inScope, type Scope } from "./scope";

/** What reports know of a variant. Names and notes are read only for readers whose columns show them. */
export interface VariantFacts {
  id: string;
  organisation: string;
  sku: string;
  ean: string | null;
  upc: string | null;
  brandId: string;
  brand: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  place: Place;
  revision: number;
  enteredAt: Date;
  spent: number;
  atRiskAt: Date | null;
  dueAt: Date | null;
  quoteResume: State | null;
  quoteResumeSpent: number | null;
  errorResume: State | null;
  department: Department | null;
  order: string;
  orderedAt: Date;
  batch: string;
  /** Open quality flags. */
  issues: number;
  /** When it was last completed, for one that is validated. */
  completedAt: Date | null;
  /** The person it is assigned to, where the reader may know. */
  assignee: string | null;
  note: string | null;
  flags: string | null;
  quote: string | null;
  /** Business days of the stays that have ended, by whose turn they were. */
  ended: TurnDays;
}

/** As the database writes them: moments as text. */
type Raw = Omit<VariantFacts, "enteredAt" | "orderedAt" | "atRiskAt" | "dueAt" | "completedAt" | "ended"> & {
  enteredAt: string;
  orderedAt: string;
  atRiskAt: string | null;
  dueAt: string | null;
  completedAt: string | null;
  producerDays: number;
  customerDays: number;
  errorDays: number;
};

/** In this order a row comes, without names: they would be half of what is sent. */
const COLUMNS = [
  ...([
    "id",
    "organisation",
    "sku",
    "ean",
    "upc",
    "brandId",
    "brand",
    "product",
    "colour",
    "size",
    "lens",
  ] as const),
  ...(["complexity", "customised", "place", "revision", "enteredAt", "spent", "atRiskAt", "dueAt"] as const),
  ...([
    "quoteResume",
    "quoteResumeSpent",
    "errorResume",
    "department",
    "order",
    "orderedAt",
    "batch",
  ] as const),
  ...(["issues", "completedAt", "producerDays", "customerDays", "errorDays"] as const),
  ...(["assignee", "note", "flags", "quote"] as const),
] as const satisfies (keyof Raw)[];
type Values<Names extends readonly (keyof Raw)[]> = { [At in keyof Names]: Raw[Names[At]] };
type Row = Values<typeof COLUMNS>;
const ROW = sql.raw(`json_build_array(${COLUMNS.map((name) => `r."${name}"`).join(", ")}) as row`);

/** Rows asked of the database at a time: twice as many are what a report holds in memory. */
const ahead = 500;
/** What sorting may hold in memory: a hundred thousand rows, which otherwise go through files before the first comes. */
const sorting = "64MB";
/** Rows handed on at a time, so that pages are served in between. */
const step = 100;

/**
 * The variants of a scope by product and SKU, in batches, from a cursor of the caller's transaction; the next is read
 * while one is written. `personal` also reads what only signed-in people see: assignee (where the organisation shows
 * names), remark, flags and quote number.
 */
export async function* readVariants(
  tx: Tx,
  scope: Scope,
  { personal }: { personal: boolean },
): AsyncGenerator<VariantFacts[], void> {
  await tx.execute(sql.raw(`set local work_mem = '${sorting}'`));
  await tx.execute(sql`declare report_variants no scroll cursor for ${query(scope, personal)}`);
  const fetch = async () => tx.execute<{ row: Row }>(sql.raw(`fetch ${ahead} from report_variants`));
  for (let next = fetch(); ; ) {
    const rows = await next;
    const more = rows.length === ahead;
    if (more) {
      next = fetch();
      // Whoever leaves in between hears nothing of it; whoever goes on hears it above.
      next.catch(() => {});
    }
    for (let at = 0; at < rows.length; at += step)
      yield rows.slice(at, at + step).map(({ row }) => factsOf(row));
    if (!more) break;
  }
  await tx.execute(sql.raw("close report_variants"));
}

/**
 * Flags and quotes are few, and are gathered once. A row comes as JSON without names, which is read much faster than
 * some thirty columns and is half as long as with them.
 */
function query(scope: Scope, personal: boolean): SQL {
  const people = personal
    ? sql`case when org.show_names or u.producer_role is null then u.name end as assignee, v.note, i.words as flags, q.number as quote`
    : sql`null as assignee, null as note, null as flags, null as quote`;
  const joins = personal
    ? sql`left join users u on u.id = v.assignee_id
    left join (select distinct on (l.variant_id) l.variant_id, q.number from quote_lines l
      join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
      join quote_versions qv on qv.organisation_id = l.organisation_id and qv.id = l.quote_version_id
      join quotes q on q.organisation_id = qv.organisation_id and q.id = qv.quote_id
      where ${inScope(scope)} order by l.variant_id, qv.sent_at desc) q on q.variant_id = v.id`
    : sql``;
  return sql`select ${ROW} from (
    select v.id, org.name as organisation, v.sku, v.ean, v.upc, v.brand_id as "brandId", br.name as brand, p.name as product,
      v.colour, v.size, v.lens, v.complexity, v.customised, v.place, v.revision, v.entered_at as "enteredAt", v.spent,
      v.at_risk_at as "atRiskAt", v.due_at as "dueAt", v.quote_resume as "quoteResume",
      v.quote_resume_spent as "quoteResumeSpent", v.error_resume as "errorResume", v.department, o.number as "order",
      o.placed_at as "orderedAt", b.name as batch, coalesce(i.n, 0) as issues,
      case when v.place = 'validated' then v.completed_at end as "completedAt", v.producer_days as "producerDays",
      v.customer_days as "customerDays", v.error_days as "errorDays", ${people}
    from variants v
    join organisations org on org.id = v.organisation_id
    join (select p.id, p.name, row_number() over (order by lower(p.name), p.id) as rank from products p
      where p.organisation_id = ${scope.organisationId}) p on p.id = v.product_id
    join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join (select f.variant_id, count(*)::int as n,
        string_agg(f.words || case when f.blocking then ' (blocking)' else '' end, '; ' order by f.raised_at) as words
      from quality_flags f
      where f.organisation_id = ${scope.organisationId} and f.resolved_at is null group by 1) i on i.variant_id = v.id
    ${joins}
    where ${inScope(scope)}
    order by p.rank, v.sku_key, v.id) r`;
}

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text));

/** A row of the database as facts. Written out, since a hundred thousand are read for one report. */
function factsOf([
  id,
  organisation,
  sku,
  ean,
  upc,
  brandId,
  brand,
  product,
  colour,
  size,
  lens,
  complexity,
  customised,
  place,
  revision,
  enteredAt,
  spent,
  atRiskAt,
  dueAt,
  quoteResume,
  quoteResumeSpent,
  errorResume,
  department,
  order,
  orderedAt,
  batch,
  issues,
  completedAt,
  producerDays,
  customerDays,
  errorDays,
  assignee,
  note,
  flags,
  quote,
]: Row): VariantFacts {
  return {
    id,
    organisation,
    sku,
    ean,
    upc,
    brandId,
    brand,
    product,
    colour,
    size,
    lens,
    complexity,
    customised,
    place,
    revision,
    enteredAt: new Date(enteredAt),
    spent,
    atRiskAt: dateOrNull(atRiskAt),
    dueAt: dateOrNull(dueAt),
    quoteResume,
    quoteResumeSpent,
    errorResume,
    department,
    order,
    orderedAt: new Date(orderedAt),
    batch,
    issues,
    completedAt: dateOrNull(completedAt),
    assignee,
    note,
    flags,
    quote,
    ended: { producer: producerDays, customer: customerDays, error: errorDays },
  };
}
