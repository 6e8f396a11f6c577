import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships, organisations, users } from "@/db/schema";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { raiseFlags } from "@/lib/validation/flags";
import { queueShares, reviewQueue } from "@/lib/validation/queue";
import { changeWords } from "./change-words";
import { findProduct } from "./find-product";
import { findVariant } from "./find-variant";
import { countMoves, listChanges, sinceYesterday } from "./list-changes";
import { listHistory } from "./list-history";
import { countLate, listVariants, VARIANT_SORTS } from "./list-variants";
import { possibleEvents } from "./possible-events";
import { search } from "./search";
import { sendEvent } from "./send-event";
import { undoOperation } from "./undo";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const now = new Date("2026-03-18T11:00:00Z");
const customer = (role: CustomerActor["role"] = "customer_admin"): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId: newId(),
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const nike = customer();
const member: CustomerActor = { ...customer("customer_member"), organisationId: nike.organisationId };
const lumen = customer();
const story = new Story(now, nike.organisationId, nike, staff);
const byPlace = new Map<string, string[]>();
const at = (place: string) => byPlace.get(place)?.[0] ?? "";

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: nike.organisationId, name: "Nike", showNames: true },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "admin@nike.example", name: "Anna Brandt" },
      { id: member.userId, email: "member@nike.example", name: "Jo Lind" },
      { id: lumen.userId, email: "admin@lumen.example", name: "Priya Nair" },
      {
        id: staff.userId,
        email: "ops@framewatch.example",
        name: "Marta",
        producerRole: "ops",
        department: "modelling",
      },
    ]);
    const mine = { organisationId: nike.organisationId };
    await tx.insert(memberships).values([
      { ...mine, userId: nike.userId, role: "customer_admin" },
      { ...mine, userId: member.userId, role: "customer_member" },
    ]);
  });
  const kinds = ["detailed", "simple", "standard"] as const;
  const lines = Array.from({ length: 12 }, (_, i) => ({
    sku: `Sku-${String(i).padStart(2, "0")}`,
    brand: "Nike",
    product: i % 2 ? "Circuit" : "Passage",
    batch: "Spring",
    ean: i === 3 ? "4006381333931" : null,
    complexity: kinds[i % 3],
  }));
  const ordered = await story.order(lines, 9);
  const ids = lines.map(({ sku }) => ordered.get(sku) ?? "");
  const [waiting, modelling, completed, validated] = [
    ids.slice(0, 2),
    ids.slice(2, 5),
    ids.slice(5, 10),
    ids.slice(10),
  ];
  byPlace.set("pending_analysis", waiting).set("working_3d_assets", modelling);
  byPlace.set("completed", completed).set("validated", validated);
  await story.play([...modelling, ...completed, ...validated], untilModelling(8, 7.5, 7, 6.8));
  await story.play(
    [...completed, ...validated],
    [
      { event: "freeze", ago: 3 },
      { event: "complete", ago: 0.5 },
    ],
  );
  await story.play(validated, [{ event: "validate", ago: 0.3 }]);
});
afterAll(() => db.drop());

const as = <T>(actor: CustomerActor, work: (tx: Tx, organisationId: string) => Promise<T>) =>
  asActor(actor, (tx) => work(tx, actor.organisationId));
const by = (actor: CustomerActor) => ({ role: actor.role, id: actor.userId, at: now });

test("filters show their places, late ones by the clock, and every order continues by key, both ways round", async () => {
  const count = async (filter: Parameters<typeof listVariants>[2]["filter"]) =>
    (await as(nike, (tx, id) => listVariants(tx, id, { filter }, { size: 50, now }))).rows.length;
  expect([await count("all"), await count("yours"), await count("ready"), await count("validated")]).toEqual([
    12, 5, 5, 2,
  ]);
  expect([await count("production"), await count("late"), await count("hold")]).toEqual([5, 5, 0]);
  expect(await as(nike, (tx, id) => countLate(tx, id, {}, now))).toBe(5);
  for (const sort of VARIANT_SORTS) {
    for (const descending of [false, true]) {
      const options = { sort, descending, now };
      const whole = await as(nike, (tx, id) => listVariants(tx, id, {}, { ...options, size: 50 }));
      const walked: string[] = [];
      let from: string | undefined;
      do {
        const page = await as(nike, (tx, id) =>
          listVariants(tx, id, {}, { ...options, size: 5, ...(from ? { from } : {}) }),
        );
        walked.push(...page.rows.map((row) => row.id));
        from = page.next ?? undefined;
      } while (from);
      expect(walked).toEqual(whole.rows.map((row) => row.id));
    }
  }
  const [first] = (await as(nike, (tx, id) => listVariants(tx, id, {}, { size: 1, now }))).rows;
  expect(first?.place).toBe("completed");
});

test("a history names people where names are shown, marks your own steps, and keeps what was undone", async () => {
  const [id = ""] = byPlace.get("validated") ?? [];
  const sent = await sendEvent(nike, { variantIds: [id], event: "reopen", reason: "Wrong lens" }, now);
  await undoOperation(nike, { operationId: sent.operationId }, now);
  const read = (showNames: boolean) =>
    as(nike, (tx, organisationId) => listHistory(tx, organisationId, id, { userId: nike.userId, showNames }));
  const steps = (await read(true)).filter((entry) => entry.kind === "step");
  expect(steps.slice(0, 3).map(({ event, undone, reason }) => [event, undone, reason])).toEqual([
    ["undo", false, null],
    ["reopen", true, "Wrong lens"],
    ["validate", false, null],
  ]);
  expect(steps.at(-1)).toMatchObject({ event: "order", from: null, by: { you: true, name: "Anna Brandt" } });
  expect(steps.find(({ event }) => event === "freeze")?.by).toMatchObject({
    name: "Marta",
    department: "modelling",
  });
  const hidden = (await read(false)).find((entry) => entry.kind === "step" && entry.event === "freeze");
  expect(hidden?.by).toMatchObject({ name: null, department: "modelling" });
});

test("only what a person may do now is offered, with the form a blocking flag asks for", async () => {
  const events = async (actor: CustomerActor, id: string) =>
    (await as(actor, (tx, organisationId) => possibleEvents(tx, organisationId, id, by(actor)))).map(
      (p) => p.event,
    );
  expect(await events(nike, at("completed"))).toEqual(["validate", "requestRevision"]);
  expect(await events(member, at("completed"))).toEqual([]);
  expect(await events(nike, at("pending_analysis"))).toEqual(["cancel"]);
  expect(await events(lumen, at("completed"))).toEqual([]);
  const flag = { kind: "geometry", severity: "major", blocking: true, words: "Hinge gap" } as const;
  await raiseFlags(staff, { variantIds: [at("completed")], ...flag }, story.ago(0.2));
  const offered = await as(nike, (tx, id) => possibleEvents(tx, id, at("completed"), by(nike)));
  expect(offered.find(({ event }) => event === "validate")?.fields).toMatchObject([
    { name: "reason", required: true },
  ]);
});

test("the review queue keeps similar ones together, simple first, and marks what blocks", async () => {
  const queue = await as(nike, (tx, id) => reviewQueue(tx, id, {}, { size: 50 }));
  expect(queue.rows.map((row) => row.complexity)).toEqual([
    "simple",
    "standard",
    "standard",
    "detailed",
    "detailed",
  ]);
  expect(queue.rows.find((row) => row.id === at("completed"))?.flags).toMatchObject([{ blocking: true }]);
  const first = await as(nike, (tx, id) => reviewQueue(tx, id, {}, { size: 3 }));
  const second = await as(nike, (tx, id) => reviewQueue(tx, id, {}, { size: 3, from: first.next ?? "" }));
  expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(queue.rows.map((row) => row.id));
  const shares = await as(nike, (tx, id) => queueShares(tx, id, now));
  expect(shares.map(({ complexity, count, overdue }) => [complexity, count, overdue])).toEqual([
    ["simple", 1, 0],
    ["standard", 2, 0],
    ["detailed", 2, 0],
  ]);
  expect((await as(lumen, (tx) => reviewQueue(tx, nike.organisationId, {}, { size: 50 }))).rows).toEqual([]);
});

test("search finds by the beginning of a SKU, a whole EAN, and parts of names; signs are only signs", async () => {
  const find = (text: string, actor = nike) => as(actor, (tx, id) => search(tx, id, text, 20));
  expect((await find("sku-0")).variants).toHaveLength(10);
  expect((await find("4006381333931")).variants.map((v) => v.sku)).toEqual(["Sku-03"]);
  expect((await find("ircui")).products).toMatchObject([{ name: "Circuit", brand: "Nike" }]);
  expect((await find("SPRI")).batches).toMatchObject([{ name: "Spring" }]);
  expect((await find("ORD-2026")).orders).toHaveLength(1);
  for (const odd of ["%", "_ku", "\\", "'; drop table variants", "\0", "   "]) {
    expect(Object.values(await find(odd)).flat()).toEqual([]);
  }
  expect(Object.values(await find("sku", lumen)).flat()).toEqual([]);
});

test("what changed since the last working day is told by batch and person, without what was undone", async () => {
  const since = sinceYesterday(DEFAULT_CALENDAR, now);
  expect(since).toEqual(new Date("2026-03-17T08:00:00Z"));
  expect(sinceYesterday(DEFAULT_CALENDAR, new Date("2026-03-16T11:00:00Z"))).toEqual(
    new Date("2026-03-13T08:00:00Z"),
  );
  const changes = await as(nike, (tx, id) => listChanges(tx, id, { since, limit: 10, userId: nike.userId }));
  expect(changes.map((change) => changeWords(change))).toEqual([
    "You validated two variants of Spring.",
    "Seven variants of Spring were completed and are ready for review.",
  ]);
  const forMember = await as(member, (tx, id) =>
    listChanges(tx, id, { since, limit: 1, userId: member.userId }),
  );
  expect(forMember.map((change) => changeWords(change))).toEqual([
    "Anna Brandt validated two variants of Spring.",
  ]);
  expect(await as(nike, (tx, id) => countMoves(tx, id, since))).toEqual({ moved: 7, validated: 2 });
});

test("a product counts over all batches; another organisation finds neither it nor its variants", async () => {
  const variant = await as(nike, (tx, id) => findVariant(tx, id, at("completed")));
  const productId = variant?.product.id ?? "";
  const product = await as(nike, (tx, id) => findProduct(tx, id, productId));
  expect(product).toMatchObject({ brand: "Nike", qualityIssues: 1, batches: [{ name: "Spring", count: 6 }] });
  for (const scope of [lumen.organisationId, nike.organisationId]) {
    expect(await as(lumen, (tx) => findVariant(tx, scope, at("completed")))).toBeNull();
    expect(await as(lumen, (tx) => findProduct(tx, scope, productId))).toBeNull();
  }
});
