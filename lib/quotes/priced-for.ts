import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";

/** Whom a price list can be for: an organisation with its brands. */
export interface PricedFor {
  id: string;
  name: string;
  brands: { id: string; name: string }[];
}

/** Every organisation with its brands, by name. For the producer. */
export async function pricedFor(tx: Tx): Promise<PricedFor[]> {
  const rows = await tx.execute<PricedFor & Record<string, unknown>>(sql`
    select o.id, o.name, coalesce(json_agg(json_build_object('id', b.id, 'name', b.name) order by lower(b.name))
      filter (where b.id is not null), '[]') as brands
    from organisations o left join brands b on b.organisation_id = o.id group by o.id, o.name order by lower(o.name)`);
  return [...rows];
}
