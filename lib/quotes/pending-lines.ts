import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";

/**
 * Lines still to be decided, by SKU, with their variants held until the transaction ends; throws who decided what where one
 * is not pending any more.
 */
export async function pendingLines(
  tx: Tx,
  organisationId: string,
  quoteVersionId: string,
  ids: readonly string[],
) {
  // Variants are locked before their lines, here as everywhere, so that two decisions take turns.
  await tx.execute(sql`select 1 from variants where organisation_id = ${organisationId}
    and id = any(${`{${ids.join(",")}}`}::uuid[]) order by id for update`);
  const rows = await tx.execute<{
    variant_id: string;
    sku: string;
    price: string;
    status: string;
    decided_by: string | null;
  }>(sql`
    select l.variant_id, v.sku, l.price, l.status, u.name as decided_by
    from quote_lines l
    join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
    left join quote_decisions d on d.organisation_id = l.organisation_id and d.id = l.decision_id
    left join users u on u.id = d.decided_by
    where l.organisation_id = ${organisationId} and l.quote_version_id = ${quoteVersionId}
      and l.variant_id = any(${`{${ids.join(",")}}`}::uuid[]) order by v.sku`);
  if (rows.length !== ids.length) throw notFound("A line of this quote");
  const decided = rows.filter((row) => row.status !== "pending");
  const first = decided[0];
  if (first) {
    // A line that was decided and then withdrawn was not withdrawn by whoever decided it.
    const who = first.decided_by && first.status !== "withdrawn" ? ` by ${first.decided_by}` : "";
    throw new Refusal(
      "conflict",
      `${first.sku} was ${first.status}${who} meanwhile${decided.length > 1 ? `, and ${decided.length - 1} more` : ""}. Nothing of yours was changed; look at the quote again.`,
    );
  }
  return rows.map((row) => ({ variantId: row.variant_id, sku: row.sku, price: Number(row.price) }));
}
