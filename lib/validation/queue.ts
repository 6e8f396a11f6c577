import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import { keyText, type Page, paged, readKey, seek } from "@/lib/paging/page-key";

/** A completed variant that waits for its review. */
export interface QueueRow {
  id: string;
  sku: string;
  productId: string;
  product: string;
  batchId: string;
  batch: string;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  revision: number;
  version: number;
  /** When it was completed. */
  since: Date;
  /** The review reminder's date. */
  dueAt: Date | null;
  flags: { words: string; severity: "minor" | "major"; blocking: boolean }[];
}

export interface QueueFilter {
  batchId?: string;
  complexity?: Complexity;
}

/** How many wait in each batch and complexity, the batch that has waited longest first. */
export interface QueueShare {
  batchId: string;
  batch: string;
  complexity: Complexity;
  count: number;
  oldest: Date;
  overdue: number;
}

const COMPLEXITY = sql`array_position('{simple,standard,detailed}'::text[], v.complexity)`;
const keySchema = z.tuple([keyText, idSchema, z.int(), keyText, keyText, idSchema]);

type Raw = Record<string, unknown> & {
  id: string;
  batch_id: string;
  lower_batch: string;
  lower_product: string;
  lower_sku: string;
  rank: number;
};

/** One page of the review queue: batch by batch, similar ones together: by complexity, product and SKU. */
export async function reviewQueue(
  tx: Tx,
  organisationId: string,
  filter: QueueFilter,
  page: { from?: string; size: number },
): Promise<Page<QueueRow>> {
  const key = readKey(page.from, keySchema);
  const columns = [
    sql`lower(b.name)`,
    sql`v.batch_id`,
    COMPLEXITY,
    sql`lower(p.name)`,
    sql`v.sku_key`,
    sql`v.id`,
  ];
  const { where, orderBy } = seek({ columns, descending: false }, key);
  const found = await tx.execute<Raw>(sql`
    select v.id, v.sku, v.product_id, p.name as product, v.batch_id, b.name as batch, v.colour, v.size, v.lens,
      v.complexity, v.customised, v.revision, v.version, v.entered_at, v.due_at, ${COMPLEXITY} as rank,
      lower(b.name) as lower_batch, lower(p.name) as lower_product, v.sku_key as lower_sku
    from variants v
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    where v.organisation_id = ${organisationId} and v.place = 'completed'
      ${filter.batchId ? sql`and v.batch_id = ${filter.batchId}` : sql``}
      ${filter.complexity ? sql`and v.complexity = ${filter.complexity}` : sql``}
      ${where ? sql`and ${where}` : sql``}
    order by ${orderBy} limit ${page.size + 1}`);
  const result = paged(found, page.size, key, (row) => [
    row.lower_batch,
    row.batch_id,
    row.rank,
    row.lower_product,
    row.lower_sku,
    row.id,
  ]);
  const flags = await openFlags(
    tx,
    organisationId,
    result.rows.map((row) => row.id),
  );
  return { ...result, rows: result.rows.map((row) => queueRow(row, flags.get(row.id) ?? [])) };
}

/** The shares of the queue, for its filters and its sentence. */
export async function queueShares(tx: Tx, organisationId: string, now: Date): Promise<QueueShare[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select q.*, b.name as batch from (
      select batch_id, complexity, count(*)::int as count, min(entered_at) as oldest,
        (count(*) filter (where due_at < ${now.toISOString()}::timestamptz))::int as overdue
      from variants where organisation_id = ${organisationId} and place = 'completed' group by 1, 2) q
    join batches b on b.organisation_id = ${organisationId} and b.id = q.batch_id
    order by min(oldest) over (partition by q.batch_id), q.batch_id,
      array_position('{simple,standard,detailed}'::text[], q.complexity)`);
  return rows.map((row) => ({
    batchId: row.batch_id as string,
    batch: row.batch as string,
    complexity: row.complexity as Complexity,
    count: row.count as number,
    oldest: new Date(row.oldest as string),
    overdue: row.overdue as number,
  }));
}

async function openFlags(
  tx: Tx,
  organisationId: string,
  ids: string[],
): Promise<Map<string, QueueRow["flags"]>> {
  const found = new Map<string, QueueRow["flags"]>();
  if (ids.length === 0) return found;
  const rows = await tx.execute<{ variant_id: string } & QueueRow["flags"][number]>(sql`
    select variant_id, words, severity, blocking from quality_flags where organisation_id = ${organisationId}
      and variant_id = any(${`{${ids.join(",")}}`}::uuid[]) and resolved_at is null order by blocking desc, raised_at`);
  for (const { variant_id, ...flag } of rows) {
    const known = found.get(variant_id);
    if (known) known.push(flag);
    else found.set(variant_id, [flag]);
  }
  return found;
}

function queueRow(row: Raw, flags: QueueRow["flags"]): QueueRow {
  return {
    id: row.id,
    sku: row.sku as string,
    productId: row.product_id as string,
    product: row.product as string,
    batchId: row.batch_id,
    batch: row.batch as string,
    colour: row.colour as string,
    size: row.size as string,
    lens: row.lens as string,
    complexity: row.complexity as Complexity,
    customised: row.customised as boolean,
    revision: row.revision as number,
    version: row.version as number,
    since: new Date(row.entered_at as string),
    dueAt: row.due_at === null ? null : new Date(row.due_at as string),
    flags,
  };
}
