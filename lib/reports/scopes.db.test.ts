import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { sendEvent } from "@/lib/variants/send-event";
import { loadBurnUp } from "./burn-up";
import { listKept, requestReport, scopeOfKept } from "./kept-reports";
import { makeReport } from "./make-report";
import type { ReportType } from "./report";
import { type Scope, scopeOfBatches, scopeOfEverything, scopeOfOrder, scopeOfOrganisation } from "./scope";

let database: TestDatabase;
let people: DemoPeople;
let nike: CustomerActor;
let batches: Record<"A" | "B" | "C", string>;
let orderId: string;
const ordered = new Date("2026-03-02T09:00:00Z");
const now = new Date("2026-03-18T10:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
  nike = people.nike.customer;
  const place = (of: CustomerActor, lines: [sku: string, batch: string][]) =>
    placeOrder(
      of,
      {
        organisationId: of.organisationId,
        lines: lines.map(([sku, batch]) => ({ sku, brand: "Brand", product: `Product ${batch}`, batch })),
      },
      ordered,
    );
  const first = await place(nike, [
    ["A-1", "A"],
    ["A-2", "A"],
    ["B-1", "B"],
  ]);
  const second = await place(nike, [["C-1", "C"]]);
  await place(people.lumen.customer, [["L-1", "L"]]);
  orderId = first.orderId;
  const rows = await asActor(nike, (tx) =>
    tx.execute<{ id: string; name: string }>("select id, name from batches"),
  );
  batches = Object.fromEntries(rows.map(({ id, name }) => [name, id])) as typeof batches;
  expect(second.batchIds).toEqual([batches.C]);
  const [moved] = await asActor(nike, (tx) =>
    tx.execute<{ id: string }>("select id from variants where sku = 'A-1'"),
  );
  await sendEvent(
    people.staff,
    { variantIds: [moved!.id], event: "confirmFeasibility" },
    new Date("2026-03-16T10:00:00Z"),
  );
});

afterAll(() => database.drop());

type Find = (tx: Parameters<typeof scopeOfEverything>[0]) => Promise<Scope>;

/** The table of a CSV, and the facts in front of it. */
async function read(actor: Actor, find: Find, type: ReportType = "detailed") {
  const made = await makeReport(actor, { find, type, format: "csv" }, { now, most: 10_000 });
  if (!("file" in made)) throw new Error("The report is too long.");
  const text = (await new Response(made.file.body).text()).replace(/^\uFEFF/, "");
  const lines = Papa.parse<string[]>(text).data;
  const gap = lines.findIndex((line) => line.length === 1);
  const [head = [], ...rows] = lines.slice(gap + 1).filter((line) => line.length > 1);
  return {
    name: made.file.name,
    facts: Object.fromEntries(lines.slice(0, gap).map(([label, value]) => [label, value])),
    rows: rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]]))),
  };
}

const skus = (rows: Record<string, string | undefined>[]) => rows.map(({ SKU }) => SKU).sort();

test("of a selection of batches, an order and the organisation, in the same columns", async () => {
  const two = await read(nike, (tx) => scopeOfBatches(tx, [batches.A, batches.C]));
  expect(skus(two.rows)).toEqual(["A-1", "A-2", "C-1"]);
  expect(two.facts).toMatchObject({ Selection: "2 batches of Nike Vision", Batches: "A, C" });
  const order = await read(nike, (tx) => scopeOfOrder(tx, orderId));
  expect(skus(order.rows)).toEqual(["A-1", "A-2", "B-1"]);
  const all = await read(nike, (tx) => scopeOfOrganisation(tx, nike.organisationId));
  expect(skus(all.rows)).toEqual(["A-1", "A-2", "B-1", "C-1"]);
  expect(Object.keys(all.rows[0]!)).toEqual(Object.keys(two.rows[0]!));
  for (const type of ["summary", "timeline"] as const)
    expect(
      (await read(nike, (tx) => scopeOfBatches(tx, [batches.A, batches.B]), type)).rows.length,
    ).toBeGreaterThan(1);
});

test("over organisations for the producer alone, each row naming its own; a customer gets its own", async () => {
  const all = await read(people.staff, scopeOfEverything);
  expect(all.rows.map(({ SKU, Organisation }) => [SKU, Organisation]).sort()).toEqual([
    ["A-1", "Nike Vision"],
    ["A-2", "Nike Vision"],
    ["B-1", "Nike Vision"],
    ["C-1", "Nike Vision"],
    ["L-1", expect.stringContaining("Lumen")],
  ]);
  const summary = await read(people.staff, scopeOfEverything, "summary");
  expect(summary.facts).toMatchObject({ Complete: "0% Complete (0/5 variants)", "In Production": "5" });
  const timeline = await read(people.staff, scopeOfEverything, "timeline");
  expect(new Set(timeline.rows.map(({ Organisation }) => Organisation)).size).toBe(2);
  expect(skus((await read(nike, scopeOfEverything)).rows)).not.toContain("L-1");
});

test("what belongs to somebody else is not found, and batches of two customers are not mixed", async () => {
  const lumen = people.lumen.customer;
  for (const find of [
    (tx) => scopeOfBatches(tx, [batches.A]),
    (tx) => scopeOfBatches(tx, [batches.A, batches.B]),
    (tx) => scopeOfOrder(tx, orderId),
    (tx) => scopeOfOrganisation(tx, nike.organisationId),
    (tx) => scopeOfOrder(tx, "x' or 1=1"),
  ] satisfies Find[])
    await expect(read(lumen, find)).rejects.toMatchObject({ code: "not_found" });
  const [theirs] = await asActor(lumen, (tx) => tx.execute<{ id: string }>("select id from batches"));
  await expect(read(people.staff, (tx) => scopeOfBatches(tx, [batches.A, theirs!.id]))).rejects.toMatchObject(
    {
      code: "not_possible",
    },
  );
});

test("a list's filter carries over to every figure, and stands in the report; a kept one is narrowed alike", async () => {
  const only = { filter: "all", place: "analysis_complete", at: now } as const;
  const find: Find = async (tx) => ({ ...(await scopeOfBatches(tx, [batches.A])), only });
  const { name, rows, facts } = await read(nike, find);
  expect(skus(rows)).toEqual(["A-1"]);
  // Beside the whole report in one folder, or printed, nobody takes it for that.
  expect(name).toMatch(/^A Analysis Complete, Detailed Report, /);
  expect(facts).toMatchObject({ Only: "Analysis Complete", Progress: "0% Complete (0/1 variant)" });
  expect((await read(nike, find, "summary")).facts["In Production"]).toBe("1");
  const late: Find = async (tx) => ({
    ...(await scopeOfOrganisation(tx, nike.organisationId)),
    only: { filter: "late", place: null, at: now },
  });
  expect(skus((await read(nike, late)).rows)).toEqual(["A-1", "A-2", "B-1", "C-1"]);
  const scope = await asActor(nike, find);
  const wanted = { scope, type: "detailed", format: "csv", subject: "A", rows: 20_000 } as const;
  const id = await requestReport(nike, wanted, now);
  expect(await requestReport(nike, wanted, now)).toBe(id);
  const { only: _, ...whole } = scope;
  expect(await requestReport(nike, { ...wanted, scope: whole }, now)).not.toBe(id);
  const kept = await asActor(nike, (tx) => listKept(tx, nike, now));
  expect(scopeOfKept(kept.find((report) => report.id === id)!)).toEqual(scope);
});

test("the summary says what changed in a week, and the burn-up ends with how it stands", async () => {
  const early = await read(nike, (tx) => scopeOfBatches(tx, [batches.A]), "summary");
  expect(early.facts["Change since last week"]).toBe("None");
  const days = await asActor(nike, async (tx) =>
    loadBurnUp(tx, await scopeOfOrganisation(tx, nike.organisationId), "Europe/Berlin"),
  );
  expect(days).toEqual([{ day: "2026-03-02", total: 4, produced: 0, validated: 0 }]);
});
