import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { placeOrder } from "@/lib/orders/place-order";
import { openKept } from "./kept-file";
import { findKept, listKept, requestReport } from "./kept-reports";
import { makeWaitingReports } from "./make-kept";
import type { Scope } from "./scope";

let database: TestDatabase;
let superuser: postgres.Sql;
let people: DemoPeople;
let customer: CustomerActor;
let scope: Scope;
let folder: string;
const now = new Date("2026-03-02T09:00:00Z");
const after = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const variants = 2_300;
const products = 7;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "framewatch-kept-"));
  process.env.FRAMEWATCH_DATA = folder;
  superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  people = await addDemoPeople();
  ({ customer } = people.nike);
  const { organisationId } = people.nike;
  const lines = Array.from({ length: variants }, (_, i) => ({
    sku: `S-${i}`,
    brand: "Nike",
    product: `P${i % products}`,
    batch: "Long",
  }));
  const { batchIds } = await placeOrder(customer, { organisationId, lines }, now);
  scope = { kind: "batch", organisationId, id: batchIds[0] ?? "" };
});

afterAll(async () => {
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => superuser`delete from reports`);

const ask = (actor: CustomerActor | ProducerActor, more: Partial<Parameters<typeof requestReport>[1]> = {}) =>
  requestReport(
    actor,
    { scope, type: "detailed", format: "csv", subject: "Long", rows: variants, ...more },
    now,
  );
const find = (actor: CustomerActor | ProducerActor, id: string, at = now) =>
  asActor(actor, (tx) => findKept(tx, actor, id, at));
const make = (at = now) => makeWaitingReports(at, { clock: () => at });

test("a long report is made outside the request, with all its rows by product and SKU, and kept whole", async () => {
  const id = await ask(customer);
  expect(await find(customer, id)).toMatchObject({ status: "waiting", rows: variants, rowsMade: 0 });
  await make();
  const report = await find(customer, id);
  expect(report).toMatchObject({
    status: "ready",
    rowsMade: variants,
    fileName: "Long, Detailed Report, 2026-03-02.csv",
  });
  const file = await openKept(id);
  expect(file?.bytes).toBe(report.bytes);
  const text = await new Response(file?.body).text();
  const skus = Papa.parse<string[]>(text).data.flatMap(([sku]) => (sku?.startsWith("S-") ? [sku] : []));
  const skusOf = (product: number) =>
    Array.from({ length: variants }, (_, i) => i).flatMap((i) =>
      i % products === product ? [`S-${i}`] : [],
    );
  expect(skus).toEqual(Array.from({ length: products }, (_, product) => skusOf(product).sort()).flat());
  expect(readdirSync(join(folder, "reports"))).toEqual([id]);
});

test("a report given up because its process ends waits as before, costs no attempt, and is made by the next", async () => {
  const id = await ask(customer, { format: "xlsx" });
  const stopping = new AbortController();
  const clock = () => {
    stopping.abort();
    return now;
  };
  await makeWaitingReports(now, { clock, stopping: stopping.signal });
  expect(await find(customer, id)).toMatchObject({ status: "waiting", attempts: 0, rowsMade: 0 });
  expect(await openKept(id)).toBeNull();
  await make();
  expect(await find(customer, id)).toMatchObject({ status: "ready", attempts: 1, rowsMade: variants });
});

test("asked for twice it is made once; ten at a time are enough; Excel's end is told before", async () => {
  const id = await ask(customer);
  expect(await ask(customer)).toBe(id);
  expect(await ask(customer, { format: "xlsx" })).not.toBe(id);
  await expect(async () => ask(customer, { format: "xlsx", rows: 1_048_576 })).rejects.toThrow("Choose CSV");
  for (let i = 0; i < 8; i += 1) await ask(customer, { scope: { ...scope, id: newId() } });
  await expect(ask(customer, { type: "timeline" })).rejects.toMatchObject({ code: "limited" });
});

test("whoever asked sees it, nobody else", async () => {
  const id = await ask(customer);
  await make();
  const colleague = { ...customer, userId: people.lumen.customer.userId };
  for (const other of [people.lumen.customer, colleague, people.staff]) {
    await expect(find(other, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await asActor(other, (tx) => listKept(tx, other, now))).toEqual([]);
    expect([...(await asActor(other, (tx) => tx.execute("select id from reports")))]).toEqual([]);
  }
  await expect(find(customer, "../../etc/passwd")).rejects.toMatchObject({ code: "not_found" });
  const own = await ask(people.staff);
  await make();
  expect(await find(people.staff, own)).toMatchObject({ status: "ready", madeFor: "producer" });
});

test("what a killed process had begun is made again; what kills it every time is given up", async () => {
  const id = await ask(customer);
  await superuser`update reports set status = 'making', attempts = 1, rows_made = 300 where id = ${id}`;
  await make();
  expect(await find(customer, id)).toMatchObject({ status: "ready", attempts: 2, rowsMade: variants });
  const deadly = await ask(customer, { type: "timeline" });
  await superuser`update reports set status = 'making', attempts = 3 where id = ${deadly}`;
  await make();
  expect(await find(customer, deadly)).toMatchObject({
    status: "failed",
    failure: expect.stringContaining("support"),
  });
});

test("a report of what is no longer there says so and does not hold up the next", async () => {
  const gone = await ask(customer, { scope: { ...scope, id: newId() } });
  const next = await ask(customer);
  await make();
  expect(await find(customer, gone)).toMatchObject({
    status: "failed",
    failure: "This batch was not found.",
  });
  expect(await find(customer, next)).toMatchObject({ status: "ready" });
});

test("after seven days it is gone, its file too", async () => {
  const id = await ask(customer);
  await make();
  await make(after(6.9));
  expect(await openKept(id).then((file) => file?.body.cancel())).toBeUndefined();
  expect(await find(customer, id, after(6.9))).toMatchObject({ status: "ready" });
  await expect(find(customer, id, after(7))).rejects.toMatchObject({ code: "not_found" });
  await make(after(7));
  expect(await openKept(id)).toBeNull();
  expect([...(await superuser`select id from reports`)]).toEqual([]);
});
