import { type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/as-actor";
import { batches, brands, orders, organisations, products } from "@/db/schema";
import { newId } from "@/lib/access/ids";
import type { EventId, Place } from "@/lib/lifecycle/states";
import { step } from "@/lib/lifecycle/step";
import { turnDaysOf } from "@/lib/lifecycle/turn-days";
import { nextOrderNumber } from "@/lib/orders/number";

const system = { kind: "system", job: "grow" } as const;
const PER_BATCH = 1_000;
const PRODUCTS = 20;
const BATCHES_PER_ORGANISATION = 100;

const TO_MODELLING: EventId[] = ["confirmFeasibility", "startProduction", "assignToBatch", "startModelling"];
const TO_REVIEW: EventId[] = [...TO_MODELLING, "freeze", "complete"];

/** Ways a variant has gone, and how many of a hundred have gone it. */
const WAYS: [share: number, events: EventId[]][] = [
  [52, [...TO_REVIEW, "validate"]],
  [8, [...TO_REVIEW, "requestRevision", "freeze", "complete", "validate"]],
  [8, TO_REVIEW],
  [4, [...TO_MODELLING, "freeze"]],
  [12, TO_MODELLING],
  [3, TO_MODELLING.slice(0, 3)],
  [3, TO_MODELLING.slice(0, 2)],
  [3, TO_MODELLING.slice(0, 1)],
  [3, []],
  [2, ["confirmFeasibility", "requestQuote"]],
  [1, [...TO_MODELLING, "reportError"]],
  [1, ["confirmFeasibility", "cancel"]],
];

interface WayStep {
  way: number;
  version: number;
  event: string;
  from_place: Place | "";
  to_place: Place;
  revision: number;
  quote_resume: string | null;
  error_resume: string | null;
  production_begun: boolean;
  modelling_begun: boolean;
  last: boolean;
  /** Stays that have ended, by whose they were. */
  producer_stays: number;
  customer_stays: number;
  error_stays: number;
  /** The version of its last completion. */
  completed: number | null;
}

/** Every way as history rows, each step asked of the machine. */
function waySteps(): WayStep[] {
  return WAYS.flatMap(([, events], way) => {
    const context = { quoteOpen: false, replaced: false, undo: null };
    let place: Place = "pending_analysis";
    let carried = {
      quoteResume: null,
      errorResume: null,
      revision: 0,
      productionBegun: false,
      modellingBegun: false,
    } as Parameters<typeof step>[1];
    const ended: { place: Place; days: number }[] = [];
    let completed: number | null = null;
    const row = (version: number, event: string, from: Place | ""): WayStep => ({
      way,
      version,
      event,
      from_place: from,
      to_place: place,
      revision: carried.revision,
      quote_resume: carried.quoteResume,
      error_resume: carried.errorResume,
      production_begun: carried.productionBegun,
      modelling_begun: carried.modellingBegun,
      last: version === events.length + 1,
      ...staysBySide(ended),
      completed,
    });
    const rows = [row(1, "order", "")];
    events.forEach((event, i) => {
      const answer = step(place, { ...carried, ...context }, event);
      if (!answer) throw new Error(`The machine does not know ${event} from ${place}.`);
      const from = place;
      place = answer.to;
      carried = { ...answer.carried, ...context };
      ended.push({ place: from, days: 1 });
      if (event === "complete") completed = i + 2;
      rows.push(row(i + 2, event, from));
    });
    return rows;
  });
}

function staysBySide(ended: { place: Place; days: number }[]) {
  const { producer, customer, error } = turnDaysOf(ended);
  return { producer_stays: producer, customer_stays: customer, error_stays: error };
}

/**
 * Adds `count` variants with whole histories, for measuring: organisations of 100 batches of 1,000 variants each.
 * Written in bulk rather than event by event, yet legal: the same keys and checks hold, and `db:check` finds nothing.
 */
export async function grow(
  count: number,
  now: Date,
  report: (made: number) => void = () => {},
): Promise<number> {
  const steps = JSON.stringify(waySteps());
  let made = 0;
  let home = { organisationId: "", brandId: "", productIds: [] as string[] };
  for (let batch = 0; made < count; batch++) {
    if (batch % BATCHES_PER_ORGANISATION === 0)
      home = await asActor(system, (tx) => addHome(tx, batch / BATCHES_PER_ORGANISATION + 1));
    const size = Math.min(PER_BATCH, count - made);
    await asActor(system, (tx) => addBatch(tx, { ...home, batch, size, steps, now }));
    made += size;
    report(made);
  }
  return made;
}

async function addHome(tx: Tx, n: number) {
  const [last] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from organisations where name like 'Scale %'`,
  );
  const organisationId = newId();
  const brandId = newId();
  await tx.insert(organisations).values({ id: organisationId, name: `Scale ${(last?.n ?? 0) + 1} ${n}` });
  await tx.insert(brands).values({ organisationId, id: brandId, name: "Scale" });
  const rows = Array.from({ length: PRODUCTS }, (_, i) => ({
    organisationId,
    id: newId(),
    brandId,
    name: `Model ${i + 1}`,
  }));
  await tx.insert(products).values(rows);
  return { organisationId, brandId, productIds: rows.map((row) => row.id) };
}

interface Room {
  organisationId: string;
  brandId: string;
  productIds: string[];
  batch: number;
  size: number;
  steps: string;
  now: Date;
}

async function addBatch(
  tx: Tx,
  { organisationId, brandId, productIds, batch, size, steps, now }: Room,
): Promise<void> {
  const batchId = newId();
  const orderId = newId();
  const daysAgo = 20 + (batch % 60);
  const placedAt = new Date(now.getTime() - daysAgo * 86_400_000);
  await tx
    .insert(batches)
    .values({ organisationId, id: batchId, name: `Collection ${batch + 1}`, createdAt: placedAt });
  await tx
    .insert(orders)
    .values({ organisationId, id: orderId, number: await nextOrderNumber(tx, now), placedAt });
  const ways = WAYS.flatMap(([share], way) => Array.from({ length: share }, () => way));
  const rows = Array.from({ length: size }, (_, i) => ({
    id: newId(),
    sku: `S-${batch}-${i}`,
    product_id: productIds[i % productIds.length],
    way: ways[(i * 37) % ways.length],
    pace: 0.6 + ((i * 13) % 40) / 50,
  }));
  const json = JSON.stringify(rows);
  const time = placedAt.toISOString();
  const when = (version: SQL) => sql`${time}::timestamptz + (${version} - 1) * r.pace * interval '40 hours'`;
  const at = when(sql`s.version`);
  await tx.execute(sql`
    insert into variants (organisation_id, id, order_id, batch_id, brand_id, product_id, sku, colour, size, lens, version,
      place, revision, quote_resume, error_resume, production_begun, modelling_begun, entered_at, at_risk_at, due_at,
      producer_days, customer_days, error_days, completed_at)
    select ${organisationId}::uuid, r.id, ${orderId}::uuid, ${batchId}::uuid, ${brandId}::uuid, r.product_id, r.sku,
      'Matte Black', '52-18-140', 'Grey', s.version, s.to_place, s.revision, s.quote_resume, s.error_resume,
      s.production_begun, s.modelling_begun, ${at}, ${at} + interval '4 days', ${at} + interval '5 days',
      s.producer_stays * r.pace, s.customer_stays * r.pace, s.error_stays * r.pace, ${when(sql`s.completed`)}
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, sku text, product_id uuid, way int, pace float8)
    join jsonb_to_recordset(${steps}::jsonb) as s (way int, version int, to_place text, revision int, quote_resume text,
      error_resume text, production_begun boolean, modelling_begun boolean, last boolean, producer_stays int, customer_stays int,
      error_stays int, completed int) on s.way = r.way and s.last`);
  await tx.execute(sql`
    insert into transitions (organisation_id, id, variant_id, version, event, from_place, to_place, actor_kind, actor_job,
      at, revision, quote_resume, error_resume, production_begun, modelling_begun, left_entered_at, left_elapsed)
    select ${organisationId}::uuid, gen_random_uuid(), r.id, s.version, s.event, s.from_place, s.to_place, 'system',
      'grow', ${at}, s.revision, s.quote_resume, s.error_resume, s.production_begun, s.modelling_begun,
      case when s.version > 1 then ${at} - r.pace * interval '40 hours' end, case when s.version > 1 then r.pace end
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, way int, pace float8)
    join jsonb_to_recordset(${steps}::jsonb) as s (way int, version int, event text, from_place text, to_place text,
      revision int, quote_resume text, error_resume text, production_begun boolean, modelling_begun boolean)
      on s.way = r.way`);
}
