import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read, utils } from "xlsx";
import { organisations, users } from "@/db/schema";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { makeDecisionDocument } from "./decision-document";

let db: TestDatabase;
let ids: { quoteId: string; decisionId: string };
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
  const lines = Array.from({ length: 60 }, (_, i) => ({
    sku: i === 0 ? "=ÉT-Ω" : `S-${i}`,
    brand: "B",
    product: "P",
    batch: "East",
  }));
  const variants = [...(await story.order(lines, 5)).values()];
  await story.play(variants, [{ event: "confirmFeasibility", ago: 4 }]);
  const quote = await story.quote(variants, { requested: 3, sent: 2.5, price: 10_000, validFor: 9 });
  await story.decide(quote, variants.slice(0, 50), variants.slice(50, 58), 1, "Not these.");
  const [made] = await asActor(nike, (tx) =>
    tx.execute<{ quoteId: string; decisionId: string }>(sql`
      select v.quote_id as "quoteId", d.id as "decisionId" from quote_decisions d
      join quote_versions v on v.id = d.quote_version_id`),
  );
  ids = made as typeof ids;
});
afterAll(() => db.drop());

const bytes = async (actor: CustomerActor | ProducerActor, format: "pdf" | "xlsx") => {
  const { body } = await makeDecisionDocument(actor, { ...ids, format }, now);
  return Buffer.from(await new Response(body).arrayBuffer());
};
async function workbook(actor: CustomerActor | ProducerActor) {
  const book = read(await bytes(actor, "xlsx"));
  const rows = (sheet: string) => utils.sheet_to_json<string[]>(book.Sheets[sheet] ?? {}, { header: 1 });
  return { lines: rows("Lines").slice(1), facts: new Map(rows("About").map(([k, v]) => [k, v])) };
}

test("the document of a partial decision lists the lines decided, and none of those left open", async () => {
  const { lines, facts } = await workbook(nike);
  expect(lines).toHaveLength(58);
  expect(lines.filter(([, decision]) => decision === "Accepted")).toHaveLength(50);
  expect(lines.every(([, , price]) => Number(price) === 100)).toBe(true);
  expect(lines.map(([sku]) => sku)).toContain("'=ÉT-Ω");
  expect(facts.get("Accepted")).toBe("50 lines, €5,000.00 net");
  expect(facts.get("Declined")).toBe("eight lines, €800.00 net");
  expect(facts.get("Decided by")).toBe("Anna Brandt");
  expect(facts.get("Reason")).toBe("Not these.");
});

test("as a PDF it goes on over as many pages as it needs", async () => {
  const pdf = (await bytes(nike, "pdf")).toString("latin1");
  expect(pdf.slice(0, 5)).toBe("%PDF-");
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(2);
});

test("what happens later leaves it and its seal alone, and nobody who acts through the app can change it", async () => {
  const before = await workbook(nike);
  await asActor(staff, (tx) => tx.execute(sql`update variants set sku = 'RENAMED' where sku = 'S-1'`));
  await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.execute(sql`update users set name = 'Anna Winter' where id = ${nike.userId}`),
  );
  expect(await workbook(staff)).toEqual(before);
  for (const statement of [
    sql`update quote_decisions set reason = 'Other'`,
    sql`delete from quote_decisions`,
    sql`update quote_lines set price = 1`,
    sql`delete from quote_lines`,
  ])
    await expect(asActor(staff, (tx) => tx.execute(statement))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
});

test("another organisation's is not found", async () => {
  await expect(bytes(lumen, "pdf")).rejects.toMatchObject({ code: "not_found" });
});
