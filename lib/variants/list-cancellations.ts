import { sql } from "drizzle-orm";
import type { CancellationStatus } from "@/db/schema/cancellations";
import type { Tx } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";

/** A request for cancellation, as the variant's page shows it. */
export interface Cancellation {
  id: string;
  status: CancellationStatus;
  reason: string;
  requestedAt: Date;
  requestedBy: string | null;
  answer: string | null;
  answeredAt: Date | null;
}

/** The latest request for a variant; null where none was made. */
export async function latestCancellation(
  tx: Tx,
  organisationId: string,
  variantId: string,
): Promise<Cancellation | null> {
  const [row] = await tx.execute<Row>(sql`
    select c.id, c.status, c.reason, c.requested_at, c.answer, c.answered_at, u.name
    from cancellation_requests c left join users u on u.id = c.requested_by
    where c.organisation_id = ${organisationId} and c.variant_id = ${variantId}
    order by c.requested_at desc limit 1`);
  return row ? cancellationOf(row) : null;
}

export interface OpenCancellation extends Cancellation {
  variantId: string;
  sku: string;
  place: Place;
  batch: string;
  organisation: string;
}

const MOST = 200;

/** What customers ask to be cancelled and nobody has answered, over all the actor may see, oldest first; 200 at most. */
export async function listOpenCancellations(tx: Tx): Promise<OpenCancellation[]> {
  const rows = await tx.execute<
    Row & { variant_id: string; sku: string; place: Place; batch: string; organisation: string }
  >(sql`
    select c.id, c.status, c.reason, c.requested_at, c.answer, c.answered_at, u.name,
      v.id as variant_id, v.sku, v.place, b.name as batch, o.name as organisation
    from cancellation_requests c
    join variants v on v.organisation_id = c.organisation_id and v.id = c.variant_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    join organisations o on o.id = c.organisation_id
    left join users u on u.id = c.requested_by
    where c.status = 'open' order by c.requested_at limit ${MOST}`);
  return rows.map((row) => ({
    ...cancellationOf(row),
    variantId: row.variant_id,
    sku: row.sku,
    place: row.place,
    batch: row.batch,
    organisation: row.organisation,
  }));
}

type Row = {
  id: string;
  status: CancellationStatus;
  reason: string;
  requested_at: string;
  answer: string | null;
  answered_at: string | null;
  name: string | null;
};

function cancellationOf(row: Row): Cancellation {
  return {
    id: row.id,
    status: row.status,
    reason: row.reason,
    requestedAt: new Date(row.requested_at),
    requestedBy: row.name,
    answer: row.answer,
    answeredAt: row.answered_at ? new Date(row.answered_at) : null,
  };
}
