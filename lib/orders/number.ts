import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";

/** The next number of a series, gapless: the row stays locked until the caller's transaction ends. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  const [row] = await tx.execute<{ last: number }>(sql`
    insert into number_series (name, last) values (${series}, 1)
    on conflict (name) do update set last = number_series.last + 1 returning last`);
  if (!row) throw new Error(`No number in series ${series}.`);
  return row.last;
}

/** `ORD-2026-00042`; the year is the order's, in UTC. */
export async function nextOrderNumber(tx: Tx, at: Date): Promise<string> {
  const year = at.getUTCFullYear();
  return `ORD-${year}-${String(await nextNumber(tx, `order-${year}`)).padStart(5, "0")}`;
}
