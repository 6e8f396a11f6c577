import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations, users } from "@/db/schema";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { answerCancellation } from "./answer-cancellation";
import { latestCancellation, listOpenCancellations } from "./list-cancellations";
import { requestCancellation } from "./request-cancellation";
import { sendEvent } from "./send-event";

let db: TestDatabase;
const now = new Date("2026-03-18T11:00:00Z");
const staff: ProducerActor = { kind: "ops", userId: newId() };
const customer = (role: CustomerActor["role"] = "customer_admin"): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId: newId(),
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const nike = customer();
const lumen = customer();
const modelled = new Map<string, string>();
let young: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: nike.organisationId, name: "Nike" },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "admin@nike.example", name: "Anna Brandt" },
      { id: staff.userId, email: "ops@framewatch.example", name: "Marta", producerRole: "ops" },
    ]);
  });
  const story = new Story(now, nike.organisationId, nike, staff);
  const lines = ["A", "B", "C", "D", "E"].map((sku) => ({ sku, brand: "B", product: "P", batch: "East" }));
  const ids = await story.order(lines, 9);
  const started = [...ids].filter(([sku]) => sku !== "E");
  for (const [sku, id] of started) modelled.set(sku, id);
  await story.play([...modelled.values()], untilModelling(8, 7, 6, 5));
  young = ids.get("E") as string;
});
afterAll(() => db.drop());

const id = (sku: string) => modelled.get(sku) as string;
const ask = (variantId: string, actor: CustomerActor = nike) =>
  requestCancellation(actor, { variantId, reason: "Out of the range" }, now);
const statusOf = async (variantId: string) =>
  (await asActor(nike, (tx) => latestCancellation(tx, nike.organisationId, variantId)))?.status;
const placeOf = async (variantId: string) => {
  const [row] = await asActor(staff, (tx) =>
    tx.execute<{ place: string }>(sql`select place from variants where id = ${variantId}`),
  );
  return row?.place;
};

test("granting it cancels the variant with the customer's words; it stands in its history", async () => {
  const { id: requestId } = await ask(id("A"));
  const open = await asActor(staff, (tx) => listOpenCancellations(tx));
  expect(open.map(({ sku, organisation }) => [sku, organisation])).toEqual([["A", "Nike"]]);
  await answerCancellation(staff, { requestId, decision: "grant" }, now);
  expect([await statusOf(id("A")), await placeOf(id("A"))]).toEqual(["granted", "cancelled"]);
  const again = answerCancellation(staff, { requestId, decision: "decline", answer: "Too late" }, now);
  await expect(again).rejects.toMatchObject({ code: "conflict" });
});

test("declined, work goes on, the customer reads why and may ask again", async () => {
  const { id: requestId } = await ask(id("B"));
  await expect(ask(id("B"))).rejects.toMatchObject({ code: "conflict" });
  await answerCancellation(staff, { requestId, decision: "decline", answer: "It is frozen tomorrow." }, now);
  expect([await statusOf(id("B")), await placeOf(id("B"))]).toEqual(["declined", "working_3d_assets"]);
  const latest = await asActor(nike, (tx) => latestCancellation(tx, nike.organisationId, id("B")));
  expect(latest?.answer).toBe("It is frozen tomorrow.");
  await ask(id("B"));
  expect(await statusOf(id("B"))).toBe("open");
});

test("completing the variant lets the request lapse, cancelling it otherwise grants it", async () => {
  const { id: requestId } = await ask(id("C"));
  await ask(id("D"));
  const send = (event: "freeze" | "complete" | "cancel", variantId: string, reason: string | null = null) =>
    sendEvent(staff, { variantIds: [variantId], event, reason, reasonCode: null }, now);
  await send("freeze", id("C"));
  await send("complete", id("C"), "No model is needed for this one");
  await send("cancel", id("D"), "The scan was lost");
  expect([await statusOf(id("C")), await placeOf(id("C"))]).toEqual(["lapsed", "completed"]);
  expect(await statusOf(id("D"))).toBe("granted");
  await expect(answerCancellation(staff, { requestId, decision: "grant" }, now)).rejects.toThrow("lapsed");
  await expect(ask(id("C"))).rejects.toMatchObject({ code: "not_possible" });
});

test("before modelling there is nothing to ask for, and other roles and organisations ask for nothing", async () => {
  await expect(ask(young)).rejects.toThrow("cancel it yourself");
  expect(() => ask(id("B"), { ...nike, role: "customer_member" })).toThrow("You may not ask");
  await expect(ask(id("B"), lumen)).rejects.toMatchObject({ code: "not_found" });
  await expect(
    asActor(lumen, (tx) => tx.execute(sql`select * from cancellation_requests`)),
  ).resolves.toHaveLength(0);
});
