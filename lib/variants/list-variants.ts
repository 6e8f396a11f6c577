import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { idSchema, isId } from "@/lib/access/ids";
import type { Department, Place, State } from "@/lib/lifecycle/states";
import { keyText, type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import { placesOf, TURN_ORDER, type VariantFilter } from "./filters";

export interface VariantRow {
  id: string;
  sku: string;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  revision: number;
  productId: string;
  product: string;
  batchId: string;
  batch: string;
  brandId: string;
  place: Place;
  version: number;
  enteredAt: Date;
  /** Business days of the allowance used in earlier stays that this one continues. */
  spent: number;
  atRiskAt: Date | null;
  dueAt: Date | null;
  quoteResume: State | null;
  quoteResumeSpent: number | null;
  /** Chosen by ops; null means the state's own department. */
  department: Department | null;
  assignee: string | null;
  /** Words of its gravest open quality flag. */
  flag: string | null;
  blocked: boolean;
}

export interface VariantScope {
  batchId?: string;
  batchIds?: readonly string[];
  productId?: string;
  orderId?: string;
  filter?: VariantFilter;
  place?: Place;
}

/** Whose turn it is, then longest in state; SKU; product; longest in state; nearest deadline. */
export const VARIANT_SORTS = ["turn", "sku", "product", "since"] as const;
export type VariantSort = (typeof VARIANT_SORTS)[number];

type Raw = Record<string, unknown> & {
  id: string;
  sku: string;
  rank: number;
  lower_sku: string;
  lower_product: string;
  entered_at: string;
};

const rank = sql`array_position(${`{${TURN_ORDER.join(",")}}`}::text[], v.place)`;
const instant = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.]*[+-]\d\d(:\d\d)?$/);

const SORTS: Record<
  VariantSort,
  {
    columns: SQL[];
    joins?: SQL;
    key: z.ZodType<(string | number)[]>;
    of: (row: Raw) => (string | number)[];
  }
> = {
  turn: {
    columns: [rank, sql`v.entered_at`, sql`v.id`],
    key: z.tuple([z.int(), instant, idSchema]),
    of: (row) => [row.rank, row.entered_at, row.id],
  },
  sku: {
    columns: [sql`v.sku_key`, sql`v.id`],
    key: z.tuple([keyText, idSchema]),
    of: (row) => [row.lower_sku, row.id],
  },
  product: {
    columns: [sql`lower(p.name)`, sql`v.sku_key`, sql`v.id`],
    joins: sql`join products p on p.organisation_id = v.organisation_id and p.id = v.product_id`,
    key: z.tuple([keyText, keyText, idSchema]),
    of: (row) => [row.lower_product, row.lower_sku, row.id],
  },
  since: {
    columns: [sql`v.entered_at`, sql`v.id`],
    key: z.tuple([instant, idSchema]),
    of: (row) => [row.entered_at, row.id],
  },
};

/** One page of an organisation's variants with what a table shows of them: the page is cut before anything is joined. */
export async function listVariants(
  tx: Tx,
  organisationId: string,
  scope: VariantScope,
  page: { sort?: VariantSort; descending?: boolean; from?: string; size: number; now: Date },
): Promise<Page<VariantRow>> {
  const sort = SORTS[page.sort ?? "turn"];
  const key = readKey(page.from, sort.key);
  const { where, orderBy } = seek({ columns: sort.columns, descending: page.descending ?? false }, key);
  const wanted = sql`
    select v.* from variants v ${sort.joins ?? sql``}
    where ${variantsIn(organisationId, scope, page.now)} ${where ? sql`and ${where}` : sql``}
    order by ${orderBy} limit ${page.size + 1}`;
  const found = await described(tx, wanted, orderBy);
  const rows = paged([...found], page.size, key, sort.of);
  return { ...rows, rows: rows.rows.map(variantRow) };
}

/** Variants by their ids, as a table shows them; what is not the organisation's is missing. */
export async function variantsOf(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<VariantRow[]> {
  const wanted = sql`${`{${[...new Set(ids)].filter(isId).join(",")}}`}::uuid[]`;
  const rows = sql`select v.* from variants v where v.organisation_id = ${organisationId} and v.id = any(${wanted})`;
  return (await described(tx, rows, sql`v.id`)).map(variantRow);
}

/** Rows of variants with the names and flags a table shows beside them. */
function described(tx: Tx, rows: SQL, orderBy: SQL): Promise<readonly Raw[]> {
  return tx.execute<Raw>(sql`
    select v.id, v.sku, v.colour, v.size, v.lens, v.complexity, v.customised, v.revision, v.product_id, p.name as product,
      v.batch_id, b.name as batch, v.brand_id, v.place, v.version, v.entered_at, v.spent, v.at_risk_at, v.due_at,
      v.quote_resume, v.quote_resume_spent, v.department, u.name as assignee, f.words as flag,
      coalesce(f.blocking, false) as blocked, ${rank} as rank, v.sku_key as lower_sku, lower(p.name) as lower_product
    from (${rows}) v
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join users u on u.id = v.assignee_id
    left join lateral (select words, blocking from quality_flags f where f.organisation_id = v.organisation_id
      and f.variant_id = v.id and f.resolved_at is null order by blocking desc, raised_at limit 1) f on true
    order by ${orderBy}`);
}

/** How many variants of a scope are late or at risk with the producer. */
export async function countLate(
  tx: Tx,
  organisationId: string,
  scope: VariantScope,
  now: Date,
): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from variants v where ${variantsIn(organisationId, { ...scope, filter: "late" }, now)}`);
  return row?.n ?? 0;
}

/** The condition on variants `v` that a scope is; what is late is late as of `now`. */
export function variantsIn(organisationId: string, scope: VariantScope, now: Date): SQL {
  const conditions = [sql`v.organisation_id = ${organisationId}`];
  if (scope.batchId) conditions.push(sql`v.batch_id = ${scope.batchId}`);
  if (scope.batchIds) conditions.push(sql`v.batch_id = any(${`{${scope.batchIds.join(",")}}`}::uuid[])`);
  if (scope.productId) conditions.push(sql`v.product_id = ${scope.productId}`);
  if (scope.orderId) conditions.push(ofOrder(scope.orderId));
  const places = scope.place ? [scope.place] : placesOf(scope.filter ?? "all");
  if (places) {
    const list = places.map((place) => sql`${place}`);
    conditions.push(sql`v.place in (${sql.join(list, sql`, `)})`);
  }
  if (scope.filter === "late") {
    // Deadlines to be at risk of exist on the producer's turn alone; an error is an alert of its own.
    conditions.push(sql`v.at_risk_at < ${now.toISOString()}::timestamptz and v.due_at is not null`);
    conditions.push(sql`v.place <> 'error'`);
  }
  if (scope.filter === "flagged") {
    conditions.push(sql`v.place <> 'cancelled' and v.id in (select f.variant_id from quality_flags f
      where f.organisation_id = ${organisationId} and f.resolved_at is null)`);
  }
  return sql.join(conditions, sql` and `);
}

/** Written so that the index of live SKUs serves it, which begins with the order. */
function ofOrder(orderId: string): SQL {
  return sql`((v.order_id = ${orderId} and v.place <> 'cancelled') or (v.order_id = ${orderId} and v.place = 'cancelled'))`;
}

const dateOrNull = (value: unknown) => (value === null ? null : new Date(value as string));

function variantRow(raw: Raw): VariantRow {
  return {
    id: raw.id,
    sku: raw.sku,
    colour: raw.colour as string,
    size: raw.size as string,
    lens: raw.lens as string,
    complexity: raw.complexity as Complexity,
    customised: raw.customised as boolean,
    revision: raw.revision as number,
    productId: raw.product_id as string,
    product: raw.product as string,
    batchId: raw.batch_id as string,
    batch: raw.batch as string,
    brandId: raw.brand_id as string,
    place: raw.place as Place,
    version: raw.version as number,
    enteredAt: new Date(raw.entered_at),
    spent: raw.spent as number,
    atRiskAt: dateOrNull(raw.at_risk_at),
    dueAt: dateOrNull(raw.due_at),
    quoteResume: raw.quote_resume as State | null,
    quoteResumeSpent: raw.quote_resume_spent as number | null,
    department: raw.department as Department | null,
    assignee: raw.assignee as string | null,
    flag: raw.flag as string | null,
    blocked: raw.blocked as boolean,
  };
}
