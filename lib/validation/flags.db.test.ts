import { afterAll, beforeAll, expect, test } from "vitest";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { listVariants } from "@/lib/variants/list-variants";
import { raiseFlags, resolveFlags } from "./flags";

let database: TestDatabase;
let people: DemoPeople;
const now = new Date("2026-03-18T11:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
});
afterAll(() => database.drop());

test("flags of a selection are resolved as one, of one kind or all, and stay with their words", async () => {
  const { customer, organisationId } = people.nike;
  const lines = ["A", "B", "C"].map((sku) => ({ sku, brand: "Nike", product: "Flyer", batch: "Spring" }));
  await placeOrder(customer, { organisationId, lines }, now);
  const read = () =>
    asActor(customer, (tx) => listVariants(tx, organisationId, {}, { sort: "sku", size: 10, now }));
  const variantIds = (await read()).rows.map(({ id }) => id);
  const flag = { severity: "minor", blocking: false } as const;
  await raiseFlags(people.staff, { variantIds, kind: "colour", words: "Too red", ...flag }, now);
  await raiseFlags(
    people.staff,
    { variantIds: variantIds.slice(0, 1), kind: "lens", words: "Too dark", ...flag },
    now,
  );
  const resolution = "Corrected in the file";
  const resolve = (kind: "colour" | null) =>
    resolveFlags(people.staff, { variantIds, kind, resolution }, now);
  expect(await resolve("colour")).toEqual({ resolved: 3, variants: 3 });
  expect((await read()).rows.map(({ flag: words }) => words)).toEqual(["Too dark", null, null]);
  expect(await resolve(null)).toEqual({ resolved: 1, variants: 1 });
  await expect(resolve(null)).rejects.toMatchObject({ code: "not_found" });
  expect(() => resolveFlags(customer, { variantIds, kind: null, resolution }, now)).toThrow("may not");
});
