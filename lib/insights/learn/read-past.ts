import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { PastStay, PastVariant } from "@/lib/forecast/past-variants";
import type { Complexity } from "@/lib/lifecycle/policy";

/** Variants learned from at most, drawn evenly by their ids: more tell little more, and take longer. */
const MOST = 3000;

/** The past of variants ordered within the year before `now`: all of them, or an even draw. */
export async function readPast(tx: Tx, now: Date): Promise<PastVariant[]> {
  const [total] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from variants where created_at > ${now.toISOString()}::timestamptz - interval '1 year'`);
  const each = Math.max(1, Math.ceil((total?.n ?? 0) / MOST));
  type Row = {
    id: string;
    batch_id: string;
    batch_size: number;
    brand_id: string;
    complexity: Complexity;
    customised: boolean;
    place: PastStay["place"];
    event: string;
    at: string;
    entered_at: string;
    spent: number;
    quote_resume: PastStay["quoteResume"];
    quote_resume_spent: number | null;
  };
  const rows = await tx.execute<Row>(sql`
    with chosen as (
      select * from variants where created_at > ${now.toISOString()}::timestamptz - interval '1 year'
        and abs(hashtext(id::text)::bigint) % ${each} = 0),
    sizes as (select organisation_id, batch_id, count(*)::int as n from variants
      where (organisation_id, batch_id) in (select distinct organisation_id, batch_id from chosen) group by 1, 2)
    select v.id, v.batch_id, s.n as batch_size, v.brand_id, v.complexity, v.customised, t.to_place as place, t.event, t.at,
      coalesce(n.left_entered_at, v.entered_at) as entered_at, coalesce(n.left_spent, v.spent) as spent,
      t.quote_resume, t.quote_resume_spent
    from chosen v
    join sizes s on s.organisation_id = v.organisation_id and s.batch_id = v.batch_id
    join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id and t.at <= ${now.toISOString()}
    left join transitions n on n.organisation_id = t.organisation_id and n.variant_id = t.variant_id and n.version = t.version + 1
    order by v.id, t.version`);
  const variants = new Map<string, PastVariant & { stays: PastStay[] }>();
  for (const row of rows) {
    let variant = variants.get(row.id);
    if (!variant) {
      variant = {
        id: row.id,
        batchId: row.batch_id,
        batchSize: row.batch_size,
        brandId: row.brand_id,
        complexity: row.complexity,
        customised: row.customised,
        stays: [],
      };
      variants.set(row.id, variant);
    }
    variant.stays.push({
      place: row.place,
      event: row.event,
      at: Date.parse(row.at),
      enteredAt: Date.parse(row.entered_at),
      spent: row.spent,
      quoteResume: row.quote_resume,
      quoteResumeSpent: row.quote_resume_spent,
    });
  }
  return [...variants.values()];
}
