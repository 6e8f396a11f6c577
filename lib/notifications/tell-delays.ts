import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/lib/access/actor";
import { META } from "@/lib/lifecycle/meta";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import type { Happening } from "./happening";
import type { Kind } from "./kinds";
import { tell } from "./tell";

const system = { kind: "system", job: "tell delays" } as const;

/** An error is told when it happens; where nobody's clock runs nothing is late. */
const watched = PLACES.filter((place) => META[place].turn !== "none" && place !== "error");

/** On the customer's turn a deadline that passes is a reminder. Source: domain.md, "The 13 states". */
const reminderKind: Partial<Record<Place, Kind>> = {
  quote_sent: "quote_to_approve",
  quote_rejected: "quote_rejected",
  completed: "review_waiting",
};

interface Spell {
  batchId: string;
  batch: string;
  place: Place;
  count: number;
  /** When the first of them passed its deadline. */
  since: Date;
  total: number | null;
  currency: string | null;
}

/**
 * Compares deadlines with the time and tells people what is newly late, and reminds customers of what waits for them:
 * once for each batch and state as long as it lasts, anew when it comes again. Returns how many began.
 */
export async function tellDelays(now: Date): Promise<number> {
  const organisations = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(sql`select id from organisations order by id`),
  );
  let begun = 0;
  for (const { id } of organisations) begun += await asActor(system, (tx) => tellOf(tx, id, now));
  return begun;
}

async function tellOf(tx: Tx, organisationId: string, now: Date): Promise<number> {
  const spells = await spellsOf(tx, organisationId, now);
  const json = JSON.stringify(spells.map(({ batchId, place, since }) => ({ batchId, place, since })));
  const found = sql`jsonb_to_recordset(${json}::jsonb) as f ("batchId" uuid, place text, since timestamptz)`;
  await tx.execute(sql`
    delete from late_spells s where s.organisation_id = ${organisationId}
      and not exists (select 1 from ${found} where f."batchId" = s.batch_id and f.place = s.place)`);
  const begun = await tx.execute<{ batch_id: string; place: Place }>(sql`
    insert into late_spells (organisation_id, batch_id, place, began_at)
    select ${organisationId}::uuid, f."batchId", f.place, f.since from ${found} order by 2, 3
    on conflict do nothing returning batch_id, place`);
  const isNew = new Set(begun.map(({ batch_id, place }) => `${batch_id} ${place}`));
  const happenings = spells.filter(({ batchId, place }) => isNew.has(`${batchId} ${place}`)).map(happeningOf);
  await tell(tx, organisationId, happenings, now);
  return begun.length;
}

async function spellsOf(tx: Tx, organisationId: string, now: Date): Promise<Spell[]> {
  const places = sql.join(
    watched.map((place) => sql`${place}`),
    sql`, `,
  );
  const rows = await tx.execute<{
    batch_id: string;
    name: string;
    place: Place;
    n: number;
    since: string;
    total: string | null;
    currency: string | null;
  }>(sql`
    select v.batch_id, b.name, v.place, count(*)::int as n, min(v.due_at) as since, sum(l.price)::text as total,
      min(w.currency) as currency
    from variants v
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    left join quote_lines l on v.place = 'quote_sent' and l.organisation_id = v.organisation_id
      and l.variant_id = v.id and l.status = 'pending'
    left join quote_versions w on w.organisation_id = l.organisation_id and w.id = l.quote_version_id
    where v.organisation_id = ${organisationId} and v.due_at < ${now.toISOString()}::timestamptz and v.place in (${places})
    group by 1, 2, 3`);
  return rows.map((row) => ({
    batchId: row.batch_id,
    batch: row.name,
    place: row.place,
    count: row.n,
    since: new Date(row.since),
    total: row.total === null ? null : Number(row.total),
    currency: row.currency,
  }));
}

function happeningOf({ batchId, batch, place, count, since, total, currency }: Spell): Happening {
  const reminder = reminderKind[place];
  const kind = reminder ?? "late";
  const alerts = `/alerts?kind=${reminder ? "blocked" : "delay"}&batch=${batchId}`;
  return {
    kind,
    cause: `deadline:${batchId}:${place}:${since.getTime()}`,
    batchId,
    count,
    at: since,
    data: { batch, place, ...(reminder ? { reminder: true } : {}) },
    path: { customer: alerts, producer: `/ops/batches/${batchId}` },
    by: null,
    ...(total !== null && currency ? { sum: { total, currency } } : {}),
    ...(reminder ? {} : { place }),
  };
}
