import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberships, organisations, users } from "@/db/schema";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { openTicketForAlert } from "@/lib/alerts/ticket-for-alert";
import { attachFile, openAttachment } from "@/lib/attachments/attach";
import { mailText } from "@/lib/notifications/templates";
import { answerTicket, assignTicket, solveTicket } from "./answer-ticket";
import { findTicket } from "./find-ticket";
import { countTickets, listTickets } from "./list-tickets";
import { openTicket } from "./open-ticket";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const colleague: ProducerActor = { kind: "admin", userId: newId() };
const now = new Date("2026-03-18T11:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const customer = (role: CustomerActor["role"], organisationId = newId()): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId,
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const nike = customer("customer_admin");
const member = customer("customer_member", nike.organisationId);
const validator = customer("customer_validator", nike.organisationId);
const lumen = customer("customer_admin");
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let variants: string[];
let batchId: string;
let orderNumber: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: nike.organisationId, name: "Nike" },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "anna@nike.example", name: "Anna" },
      { id: member.userId, email: "max@nike.example", name: "Max" },
      { id: validator.userId, email: "vera@nike.example", name: "Vera" },
      { id: lumen.userId, email: "priya@lumen.example", name: "Priya" },
      { id: staff.userId, email: "marta@framewatch.example", name: "Marta", producerRole: "ops" },
      { id: colleague.userId, email: "otto@framewatch.example", name: "Otto", producerRole: "admin" },
    ]);
    await tx.insert(memberships).values(
      [nike, member, validator, lumen].map(({ organisationId, userId, role }) => ({
        organisationId,
        userId,
        role,
      })),
    );
  });
  const story = new Story(now, nike.organisationId, nike, staff);
  const lines = ["A-1", "A-2"].map((sku) => ({ sku, brand: "B", product: "P", batch: "Spring" }));
  variants = [...(await story.order(lines, 5)).values()];
  const [row] = await asActor(nike, (tx) =>
    tx.execute<{ batch_id: string; number: string }>(
      sql`select v.batch_id, o.number from variants v join orders o on o.id = v.order_id limit 1`,
    ),
  );
  batchId = row?.batch_id ?? "";
  orderNumber = row?.number ?? "";
});
afterAll(() => db.drop());

const read = (actor: Actor, id: string) => asActor(actor, (tx) => findTicket(tx, actor, id));
const wordsOf = async (actor: Actor, id: string) =>
  (await read(actor, id))?.messages.map(({ words }) => words);
const mails = async () => {
  const rows = await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.execute<{ recipient: string; data: Parameters<typeof mailText<"ticket_updated">>[1] }>(
      sql`select recipient, data from mails where template = 'ticket_updated' order by created_at, id`,
    ),
  );
  return rows.map(({ recipient, data }) => ({ recipient, ...mailText("ticket_updated", data) }));
};

describe("a ticket", () => {
  test("fills its context in from a variant, whatever the page said", async () => {
    const { ticketId } = await openTicket(
      member,
      { variantIds: [variants[0] ?? ""], subject: "Hinge", words: "Which hinge is it?" },
      [],
      now,
    );
    const ticket = await read(member, ticketId);
    expect(ticket?.about).toMatchObject({
      batch: { id: batchId, name: "Spring" },
      order: { number: orderNumber },
      variants: [{ sku: "A-1" }],
    });
    expect(ticket?.status).toBe("open");
  });

  test("opened from an alert carries its cause, batch, order and SKUs", async () => {
    const key = `delay:${batchId}:pending_analysis`;
    const { ticketId } = await openTicketForAlert(
      nike,
      { alertKey: key, subject: "Late", words: "When?" },
      [],
      now,
    );
    const ticket = await read(nike, ticketId);
    expect(ticket?.alert).toEqual({ key, title: "2 variants late in Pending Analysis" });
    expect(ticket?.about).toMatchObject({ batch: { name: "Spring" }, order: { number: orderNumber } });
    expect(ticket?.about.variants.map(({ sku }) => sku)).toEqual(["A-1", "A-2"]);
    const gone = { alertKey: `delay:${batchId}:freezing_time`, subject: "Late", words: "When?" };
    await expect(openTicketForAlert(nike, gone, [], now)).rejects.toMatchObject({ code: "not_found" });
    const theirs = { alertKey: key, subject: "Late", words: "When?", organisationId: nike.organisationId };
    await expect(openTicketForAlert(lumen, theirs, [], now)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of another organisation does not exist, and nothing of another organisation can be named", async () => {
    const asked = { subject: "X", words: "Y" };
    for (const about of [{ batchId }, { variantIds: [variants[0] ?? ""] }])
      await expect(openTicket(lumen, { ...asked, ...about }, [], now)).rejects.toMatchObject({
        code: "not_found",
      });
    const { ticketId } = await openTicket(nike, { ...asked, batchId }, [], now);
    expect(await read(lumen, ticketId)).toBeNull();
    const answer = answerTicket(lumen, { ticketId, words: "Mine" }, [], now);
    await expect(answer).rejects.toMatchObject({ code: "not_found" });
    const all = await asActor(lumen, (tx) => listTickets(tx, { filter: "all", size: 50 }));
    expect(all.rows).toEqual([]);
  });

  test("is read by a validator, who writes none", async () => {
    const { ticketId } = await openTicket(nike, { batchId, subject: "Read", words: "Me" }, [], now);
    expect((await read(validator, ticketId))?.subject).toBe("Read");
    const opened = openTicket(validator, { batchId, subject: "X", words: "Y" }, [], now);
    expect(() => assignTicket(nike, { ticketId, assigneeId: staff.userId }, now)).toThrow("may not");
    await expect(opened).rejects.toMatchObject({ code: "not_permitted" });
    const answer = answerTicket(validator, { ticketId, words: "Y" }, [], now);
    await expect(answer).rejects.toMatchObject({ code: "not_permitted" });
  });

  test("goes to and fro, is solved, and an answer opens it again", async () => {
    const { ticketId } = await openTicket(member, { batchId, subject: "Turns", words: "One" }, [], now);
    const turn = (actor: Actor, more: object = {}) =>
      answerTicket(actor, { ticketId, words: "Next", ...more }, [], later(1));
    expect(await turn(staff)).toEqual({ status: "waiting" });
    expect(await turn(staff, { status: "open" })).toEqual({ status: "open" });
    expect(await turn(staff, { internal: true })).toEqual({ status: "open" });
    await solveTicket(member, { ticketId }, later(2));
    await expect(solveTicket(staff, { ticketId }, later(3))).rejects.toMatchObject({ code: "not_possible" });
    expect(await turn(nike)).toEqual({ status: "open" });
    const counts = await asActor(nike, (tx) => countTickets(tx, { organisationId: nike.organisationId }));
    expect(counts.solved).toBe(0);
  });
});

describe("an internal note", () => {
  test("is never the customer's: not in the page, not in a mail, not in its files, not behind a raw query", async () => {
    const { ticketId } = await openTicket(nike, { batchId, subject: "Notes", words: "Question" }, [], now);
    await asActor({ kind: "system", job: "test" }, (tx) => tx.execute(sql`delete from mails`));
    const file = { name: "secret.png", content: PNG };
    await answerTicket(
      staff,
      { ticketId, words: "CANARY supplier is broke", internal: true },
      [file],
      later(1),
    );
    expect(await mails()).toEqual([]);
    await answerTicket(staff, { ticketId, words: "It leaves on Friday." }, [], later(2));
    expect(await wordsOf(staff, ticketId)).toEqual([
      "Question",
      "CANARY supplier is broke",
      "It leaves on Friday.",
    ]);
    for (const reader of [nike, member, validator])
      expect(await wordsOf(reader, ticketId)).toEqual(["Question", "It leaves on Friday."]);
    const sent = await mails();
    expect(sent.map(({ recipient }) => recipient)).toEqual(["anna@nike.example"]);
    expect(JSON.stringify(sent)).not.toContain("CANARY");
    expect(sent[0]?.paragraphs).toContain("It leaves on Friday.");
    const [note] = (await read(staff, ticketId))?.messages.filter(({ internal }) => internal) ?? [];
    const fileId = note?.files[0]?.id ?? "";
    expect((await openAttachment(staff, fileId)).name).toBe("secret.png");
    await expect(openAttachment(nike, fileId)).rejects.toMatchObject({ code: "not_found" });
    const stakeholder: Actor = {
      kind: "stakeholder",
      organisationId: nike.organisationId,
      linkId: newId(),
      scope: "organisation",
      subjectId: null,
    };
    for (const [reader, rows] of [
      [nike, 2],
      [lumen, 0],
      [stakeholder, 0],
    ] as const) {
      const [count] = await asActor(reader, (tx) =>
        tx.execute<{ n: number; all: string }>(sql`
          select count(*)::int as n, coalesce(string_agg(words, ''), '') as all from ticket_messages where ticket_id = ${ticketId}`),
      );
      expect(count?.n).toBe(rows);
      expect(count?.all).not.toContain("CANARY");
    }
  });

  test("cannot be written by a customer, by command or by statement", async () => {
    const { ticketId } = await openTicket(nike, { batchId, subject: "Forged", words: "Question" }, [], now);
    const forged = answerTicket(nike, { ticketId, words: "x", internal: true }, [], now);
    await expect(forged).rejects.toMatchObject({ code: "not_permitted" });
    const inserted = asActor(nike, (tx) =>
      tx.execute(sql`insert into ticket_messages (organisation_id, id, ticket_id, internal, words, author_kind, at)
        values (${nike.organisationId}, ${newId()}, ${ticketId}, true, 'x', 'ops', now())`),
    );
    await expect(inserted).rejects.toThrow();
  });
});

test("mails go to whoever has the ticket, else to all of the staff, and to the customers who wrote", async () => {
  const { ticketId } = await openTicket(nike, { batchId, subject: "Mails", words: "One" }, [], now);
  await asActor({ kind: "system", job: "test" }, (tx) => tx.execute(sql`delete from mails`));
  await answerTicket(member, { ticketId, words: "Two" }, [], later(1));
  await assignTicket(staff, { ticketId, assigneeId: colleague.userId }, later(2));
  await answerTicket(member, { ticketId, words: "Three" }, [], later(3));
  await answerTicket(colleague, { ticketId, words: "Four" }, [], later(4));
  const sent = await mails();
  expect(sent.map(({ recipient, paragraphs }) => [recipient, paragraphs.at(-1)])).toEqual(
    expect.arrayContaining([
      ["marta@framewatch.example", "Two"],
      ["otto@framewatch.example", "Two"],
      ["otto@framewatch.example", "Three"],
      ["anna@nike.example", "Four"],
      ["max@nike.example", "Four"],
    ]),
  );
  expect(sent).toHaveLength(5);
  // Departments only: the organisation does not show the names of the producer's staff.
  expect(sent.at(-1)?.paragraphs[1]).toContain("Framewatch support");
});

test("a hostile file is refused with its name, and nothing of the message is kept", async () => {
  const { ticketId } = await openTicket(nike, { batchId, subject: "Files", words: "One" }, [], now);
  const file = { name: "page.html", content: Buffer.from("<script>alert(1)</script>") };
  await expect(answerTicket(nike, { ticketId, words: "Two" }, [file], later(1))).rejects.toThrow("page.html");
  expect(await wordsOf(nike, ticketId)).toEqual(["One"]);
  const kept = await attachFile(nike, { variantId: variants[0] ?? "", name: "ok.png" }, PNG, now);
  expect((await openAttachment(validator, kept.attachmentId)).mediaType).toBe("image/png");
});
