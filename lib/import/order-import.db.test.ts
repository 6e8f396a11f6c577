import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { sendEvent } from "@/lib/variants/send-event";
import { confirmImport, undoImport } from "./confirm-import";
import { previewImport } from "./preview-import";
import { chooseForImport, stageImport } from "./stage-import";

let db: TestDatabase;
const system: Actor = { kind: "system", job: "test" };
const customer: CustomerActor = {
  kind: "customer",
  userId: newId(),
  organisationId: newId(),
  role: "customer_admin",
  approvalLimit: null,
  approvalCurrency: null,
};
const { organisationId } = customer;
const stranger: CustomerActor = { ...customer, userId: newId(), organisationId: newId() };
const ops: ProducerActor = { kind: "ops", userId: newId() };
const at = new Date("2026-03-02T09:00:00Z");
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const stage = (name: string) => stageImport(customer, { organisationId, fileName: name }, fixture(name), at);
const count = (table: string) =>
  asActor(system, async (tx) =>
    Number((await tx.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`)))[0]?.n),
  );

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor(system, async (tx) => {
    await tx.insert(organisations).values([
      { id: organisationId, name: "Nike" },
      { id: stranger.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values({ id: customer.userId, email: "a@nike.example", name: "Anna" });
  });
});
afterAll(() => db.drop());

test("a faulty file is refused as a whole and nothing is written", async () => {
  const { importId } = await stage("faulty.csv");
  const preview = await previewImport(customer, importId);
  expect(preview.ready).toBe(false);
  expect(preview.faultsTotal).toBeGreaterThanOrEqual(11);
  await expect(confirmImport(customer, { importId }, at)).rejects.toThrow("Nothing was ordered");
  expect(await count("orders")).toBe(0);
  expect(await count("brands")).toBe(0);
});

test("the example becomes one order, one batch, ten products and a hundred variants, however often it is confirmed", async () => {
  const { importId } = await stage("nike-collection-2024.csv");
  expect(await count("variants")).toBe(0);
  const placed = await confirmImport(customer, { importId, requestedOn: "2026-04-15" }, at);
  expect(placed).toMatchObject({ number: "ORD-2026-00001", variants: 100 });
  expect(placed.batchIds).toHaveLength(1);
  expect(await confirmImport(customer, { importId }, at)).toEqual(placed);
  expect([
    await count("orders"),
    await count("batches"),
    await count("products"),
    await count("variants"),
  ]).toEqual([1, 1, 10, 100]);
  const again = await previewImport(customer, (await stage("nike-collection-2024.csv")).importId);
  expect(again.sameFile.map((order) => order.number)).toEqual(["ORD-2026-00001"]);
  expect(again.batches).toMatchObject([{ name: "Nike Collection 2024", existing: { variants: 100 } }]);
});

test("what a file does not say is asked once, and every character of it is kept", async () => {
  const { importId } = await stage("awkward-de-windows1252.csv");
  expect((await previewImport(customer, importId)).ask).toEqual(["batch"]);
  await chooseForImport(customer, { importId, answers: { batch: "Größler Frühjahr" } });
  const { orderId } = await confirmImport(customer, { importId }, at);
  const rows = await asActor(customer, (tx) =>
    tx.execute<{ sku: string; note: string | null; product: string }>(sql`
      select v.sku, v.note, p.name as product from variants v join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
      where v.order_id = ${orderId} order by v.sku`),
  );
  expect(rows).toHaveLength(40);
  expect(rows[0]).toMatchObject({
    sku: "000000",
    note: "Zeile eins\r\nZeile zwei",
    product: "Schöne Aussicht",
  });
  expect(rows[5]?.note).toBe("1E5");
  expect(rows[1]?.product).toBe('Größenwahn "Über"');
});

test("another organisation neither sees nor confirms an import", async () => {
  const { importId } = await stage("only-codes.txt");
  await expect(previewImport(stranger, importId)).rejects.toThrow("was not found");
  await expect(confirmImport(stranger, { importId }, at)).rejects.toThrow("was not found");
});

test("an import is undone whole until one of its variants has moved on", async () => {
  const { importId } = await stage("unicode-text-utf16.txt");
  await chooseForImport(customer, { importId, answers: { brand: "Été", batch: "Été 2026" } });
  const { orderId } = await confirmImport(customer, { importId }, at);
  expect(await undoImport(customer, { importId, reason: "Sent too early" }, at)).toEqual({ cancelled: 25 });
  const places = await asActor(customer, (tx) =>
    tx.execute(sql`select distinct place from variants where order_id = ${orderId}`),
  );
  expect([...places]).toEqual([{ place: "cancelled" }]);

  const second = await stage("unicode-text-utf16.txt");
  await chooseForImport(customer, {
    importId: second.importId,
    answers: { brand: "Été", batch: "Été 2026" },
  });
  const placed = await confirmImport(customer, { importId: second.importId }, at);
  const [first] = await asActor(customer, (tx) =>
    tx.execute<{ id: string }>(sql`select id from variants where order_id = ${placed.orderId} limit 1`),
  );
  await sendEvent(ops, { variantIds: [first!.id], event: "confirmFeasibility" }, at);
  await expect(undoImport(customer, { importId: second.importId, reason: "Too late" }, at)).rejects.toThrow(
    "Analysis Complete",
  );
});
