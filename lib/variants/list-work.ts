import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { idSchema, isId } from "@/lib/access/ids";
import type { Department, Place, State } from "@/lib/lifecycle/states";
import { keyText, type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import { placeArray, placesOfWork, type WorkFilter, workCondition } from "./work-filter";
import { lookAhead } from "./work-search";

/** One variant in the producer's list of work. */
export interface WorkRow {
  id: string;
  organisationId: string;
  organisation: string;
  sku: string;
  colour: string;
  product: string;
  brandId: string;
  brand: string;
  batchId: string;
  batch: string;
  orderId: string;
  place: Place;
  version: number;
  revision: number;
  complexity: Complexity;
  customised: boolean;
  enteredAt: Date;
  /** Business days of the allowance used in earlier stays that this one continues. */
  spent: number;
  atRiskAt: Date | null;
  dueAt: Date | null;
  quoteResume: State | null;
  quoteResumeSpent: number | null;
  errorResume: State | null;
  productionBegun: boolean;
  modellingBegun: boolean;
  /** It has its one replacement. */
  replaced: boolean;
  /** Chosen by ops; null means the state's own department. */
  department: Department | null;
  assigneeId: string | null;
  assignee: string | null;
  /** Words of its gravest open quality flag. */
  flag: string | null;
}

/** Longest in its state; nearest its limit; SKU. */
export const WORK_SORTS = ["since", "due", "sku"] as const;
export type WorkSort = (typeof WORK_SORTS)[number];

type Raw = Record<string, unknown> & { id: string; entered_at: string; due: string; lower_sku: string };

const instant = z.string().regex(/^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.]*[+-]\d\d(:\d\d)?)$/);
const due = sql`coalesce(v.due_at, 'infinity'::timestamptz)`;

const SORTS: Record<WorkSort, { columns: SQL[]; key: z.ZodType<string[]>; of: (row: Raw) => string[] }> = {
  since: {
    columns: [sql`v.entered_at`, sql`v.id`],
    key: z.tuple([instant, idSchema]),
    of: (row) => [row.entered_at, row.id],
  },
  due: {
    columns: [due, sql`v.id`],
    key: z.tuple([instant, idSchema]),
    of: (row) => [row.due, row.id],
  },
  sku: {
    columns: [sql`lower(v.sku)`, sql`v.id`],
    key: z.tuple([keyText, idSchema]),
    of: (row) => [row.lower_sku, row.id],
  },
};

/** One page of work across every organisation the actor sees, the longest in its state first unless sorted otherwise. */
export async function listWork(
  tx: Tx,
  filter: WorkFilter,
  page: { sort?: WorkSort; descending?: boolean; from?: string; size: number; now: Date },
): Promise<Page<WorkRow>> {
  const sort = SORTS[page.sort ?? "since"];
  const key = readKey(page.from, sort.key);
  const { where, orderBy } = seek({ columns: sort.columns, descending: page.descending ?? false }, key);
  await preferIndexes(tx);
  const search = await lookAhead(tx, filter);
  const wanted = {
    organisations: filter.organisationId ? sql`where o.id = ${filter.organisationId}` : sql``,
    condition: sql`${workCondition(filter, page.now)} ${search.condition} ${where ? sql`and ${where}` : sql``}`,
    orderBy,
    limit: page.size + 1,
  };
  const down = (page.descending ?? false) !== (key?.side === "before");
  const bySince = sort === SORTS.since && (!search.given || search.many);
  const rows = bySince ? merged(filter, down, wanted) : gathered(filter, wanted);
  const found = await described(tx, rows, orderBy);
  const result = paged([...found], page.size, key, sort.of);
  return { ...result, rows: result.rows.map(workRow) };
}

/** Work by its ids, as the list says it, the longest in its state first; what the actor does not see is missing. */
export async function workOf(tx: Tx, ids: readonly string[]): Promise<WorkRow[]> {
  const wanted = sql`${`{${[...new Set(ids)].filter(isId).join(",")}}`}::uuid[]`;
  const rows = sql`
    select v.* from organisations o cross join lateral (select v.* from variants v
      where v.organisation_id = o.id and v.id = any(${wanted})) v`;
  return (await described(tx, rows, sql`v.entered_at, v.id`)).map(workRow);
}

/** Rows of variants with the names and flags a list shows beside them. */
function described(tx: Tx, rows: SQL, orderBy: SQL): Promise<readonly Raw[]> {
  return tx.execute<Raw>(sql`
    select v.*, org.name as organisation, p.name as product, br.name as brand, b.name as batch, u.name as assignee,
      f.words as flag, ${due} as due, lower(v.sku) as lower_sku,
      exists (select 1 from variants r where r.organisation_id = v.organisation_id and r.replaces_id = v.id) as replaced
    from (${rows}) v
    join organisations org on org.id = v.organisation_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join users u on u.id = v.assignee_id
    left join lateral (select words from quality_flags f where f.organisation_id = v.organisation_id
      and f.variant_id = v.id and f.resolved_at is null order by blocking desc, raised_at limit 1) f on true
    order by ${orderBy}`);
}

/** Pages of these tables lie in memory or on fast disks; at the default cost whole states are read for fifty rows. */
export async function preferIndexes(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('random_page_cost', '1.1', true), set_config('jit', 'off', true)`);
}

interface Wanted {
  organisations: SQL;
  condition: SQL;
  orderBy: SQL;
  limit: number;
}

/**
 * By the index on (organisation, place, since). The first k rows can only lie in the k organisations and places whose
 * own first row comes first, and not behind the last of those k, so the others cost one probe each.
 */
function merged(
  filter: WorkFilter,
  down: boolean,
  { organisations, condition, orderBy, limit }: Wanted,
): SQL {
  const full = sql`count(*) = ${limit}`;
  const furthest = down
    ? sql`v.entered_at >= (select case when ${full} then min(entered_at) else '-infinity' end from firsts)`
    : sql`v.entered_at <= (select case when ${full} then max(entered_at) else 'infinity' end from firsts)`;
  return sql`
    with firsts as (
      select v.organisation_id, v.place, v.entered_at from organisations o
      cross join unnest(${placeArray(placesOfWork(filter))}) as at (place)
      cross join lateral (select v.organisation_id, v.place, v.entered_at, v.id from variants v
        where v.organisation_id = o.id and v.place = at.place and ${condition} order by ${orderBy} limit 1) v
      ${organisations} order by ${orderBy} limit ${limit})
    select v.* from firsts cross join lateral (select v.* from variants v
      where v.organisation_id = firsts.organisation_id and v.place = firsts.place and ${condition} and ${furthest}
      order by ${orderBy} limit ${limit}) v
    order by ${orderBy} limit ${limit}`;
}

/** Where no index gives the order: the best of each organisation, then the best of those. */
function gathered(filter: WorkFilter, { organisations, condition, orderBy, limit }: Wanted): SQL {
  return sql`
    select v.* from organisations o cross join lateral (select v.* from variants v
      where v.organisation_id = o.id and v.place = any(${placeArray(placesOfWork(filter))}) and ${condition}
      order by ${orderBy} limit ${limit}) v
    ${organisations} order by ${orderBy} limit ${limit}`;
}

const dateOrNull = (value: unknown) => (value === null ? null : new Date(value as string));

function workRow(raw: Raw): WorkRow {
  return {
    id: raw.id,
    organisationId: raw.organisation_id as string,
    organisation: raw.organisation as string,
    sku: raw.sku as string,
    colour: raw.colour as string,
    product: raw.product as string,
    brandId: raw.brand_id as string,
    brand: raw.brand as string,
    batchId: raw.batch_id as string,
    batch: raw.batch as string,
    orderId: raw.order_id as string,
    place: raw.place as Place,
    version: raw.version as number,
    revision: raw.revision as number,
    complexity: raw.complexity as Complexity,
    customised: raw.customised as boolean,
    enteredAt: new Date(raw.entered_at),
    spent: raw.spent as number,
    atRiskAt: dateOrNull(raw.at_risk_at),
    dueAt: dateOrNull(raw.due_at),
    quoteResume: raw.quote_resume as State | null,
    quoteResumeSpent: raw.quote_resume_spent as number | null,
    errorResume: raw.error_resume as State | null,
    productionBegun: raw.production_begun as boolean,
    modellingBegun: raw.modelling_begun as boolean,
    replaced: raw.replaced as boolean,
    department: raw.department as Department | null,
    assigneeId: raw.assignee_id as string | null,
    assignee: raw.assignee as string | null,
    flag: raw.flag as string | null,
  };
}
