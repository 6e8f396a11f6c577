import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import type { REVISION_CODES } from "@/lib/lifecycle/needs";

export type RevisionCode = keyof typeof REVISION_CODES;

/** How often something passed its first review, and what was asked for where it did not. */
export interface RevisionRecord {
  name: string;
  /** Variants that were decided on at least once. */
  reviewed: number;
  /** Of them, those whose first decision was to validate. */
  passed: number;
  requests: Partial<Record<RevisionCode, number>>;
}

export interface RevisionMemory {
  brands: RevisionRecord[];
  products: RevisionRecord[];
  /** Whoever froze what was then reviewed. */
  modellers: RevisionRecord[];
}

const KINDS = ["brand", "product", "modeller"] as const;
const SHOWN = 30;

type Row = {
  kind: (typeof KINDS)[number];
  name: string;
  code: RevisionCode | null;
  n: number;
  passed: number;
};

/**
 * Reviews of all the actor sees, by brand, product and modeller, those with most requests first; decisions that were taken
 * back count for nothing. First-pass yield is `passed` of `reviewed`.
 */
export async function revisionMemory(tx: Tx): Promise<RevisionMemory> {
  const rows = await tx.execute<Row>(sql`
    with decisions as (
      select t.organisation_id, t.variant_id, t.event, t.reason_code,
        row_number() over (partition by t.organisation_id, t.variant_id order by t.version) as nth,
        br.name as brand, p.name as product, coalesce(u.name, 'Unknown') as modeller
      from transitions t
      join variants v on v.organisation_id = t.organisation_id and v.id = t.variant_id
      join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
      join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      left join lateral (select f.actor_id from transitions f where f.organisation_id = t.organisation_id
        and f.variant_id = t.variant_id and f.version < t.version and f.event = 'freeze' order by f.version desc limit 1) f on true
      left join users u on u.id = f.actor_id
      where t.event in ('validate', 'requestRevision') and not exists (select 1 from transitions w
        where w.organisation_id = t.organisation_id and w.variant_id = t.variant_id and w.undoes = t.id)),
    named as (select d.*, k.kind, case k.kind when 'brand' then brand when 'product' then product else modeller end as name
      from decisions d cross join (values ('brand'), ('product'), ('modeller')) k (kind))
    select kind, name, null as code, count(*)::int as n, (count(*) filter (where event = 'validate'))::int as passed
      from named where nth = 1 group by 1, 2
    union all
    select kind, name, reason_code, count(*)::int, 0 from named where event = 'requestRevision' group by 1, 2, 3`);
  const records = new Map<string, RevisionRecord & { kind: Row["kind"] }>();
  for (const { kind, name, code, n, passed } of rows) {
    const key = `${kind} ${name}`;
    const record = records.get(key) ?? { kind, name, reviewed: 0, passed: 0, requests: {} };
    records.set(key, record);
    if (code === null) Object.assign(record, { reviewed: n, passed });
    else record.requests[code] = n;
  }
  const of = (wanted: Row["kind"]) =>
    [...records.values()]
      .filter(({ kind }) => kind === wanted)
      .sort(
        (a, b) => requestsOf(b) - requestsOf(a) || b.reviewed - a.reviewed || a.name.localeCompare(b.name),
      )
      .slice(0, SHOWN);
  return { brands: of("brand"), products: of("product"), modellers: of("modeller") };
}

export const requestsOf = ({ requests }: RevisionRecord): number =>
  Object.values(requests).reduce((sum, n) => sum + n, 0);

/** What a brand asked for before. */
export interface BrandAsk {
  code: RevisionCode | null;
  /** A named place without its side ("temple_tip"); null where none was named. */
  part: string | null;
  /** In how many requests. */
  times: number;
  /** As it was put last. */
  words: string;
}

/** What a brand asks for most often, for the next variant's checklist; at most five, the commonest first. */
export async function brandAsks(tx: Tx, organisationId: string, brandId: string): Promise<BrandAsk[]> {
  const rows = await tx.execute<{ [K in keyof BrandAsk]: BrandAsk[K] }>(sql`
    select t.reason_code as code, regexp_replace(p.spot, '_(left|right)$', '') as part,
      count(distinct t.id)::int as times, (array_agg(coalesce(p.note, t.reason) order by t.at desc, p.number))[1] as words
    from variants v
    join transitions t on t.organisation_id = v.organisation_id and t.variant_id = v.id and t.event = 'requestRevision'
    left join revision_pins p on p.organisation_id = t.organisation_id and p.transition_id = t.id
    where v.organisation_id = ${organisationId} and v.brand_id = ${brandId} and v.revision > 0
      and not exists (select 1 from transitions w where w.organisation_id = t.organisation_id
        and w.variant_id = t.variant_id and w.undoes = t.id)
    group by 1, 2 order by times desc, max(t.at) desc limit 5`);
  return [...rows];
}
