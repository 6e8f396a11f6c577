import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships, organisations, users } from "@/db/schema";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { countComments, listComments } from "./list-comments";
import { addComment, editComment, removeComment } from "./write-comment";

let db: TestDatabase;
const staff: ProducerActor = { kind: "ops", userId: newId() };
const otto: ProducerActor = { kind: "ops", userId: newId() };
const now = new Date("2026-03-18T11:00:00Z");
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
const customer = (role: CustomerActor["role"], organisationId = newId()): CustomerActor => ({
  kind: "customer",
  userId: newId(),
  organisationId,
  role,
  approvalLimit: null,
  approvalCurrency: null,
});
const nike = customer("customer_admin");
const validator = customer("customer_validator", nike.organisationId);
const lumen = customer("customer_admin");
const { organisationId } = nike;
let variant = { on: "variant" as const, id: "" };

beforeAll(async () => {
  db = await createTestDatabase();
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: organisationId, name: "Nike" },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "anna@nike.example", name: "Anna" },
      { id: validator.userId, email: "vera@nike.example", name: "Vera" },
      { id: lumen.userId, email: "priya@lumen.example", name: "Priya" },
      { id: staff.userId, email: "marta@framewatch.example", name: "Marta", producerRole: "ops" },
      { id: otto.userId, email: "otto@framewatch.example", name: "Otto", producerRole: "ops" },
    ]);
    for (const { userId, role, organisationId: of } of [nike, validator, lumen])
      await tx.insert(memberships).values({ organisationId: of, userId, role });
  });
  const story = new Story(now, organisationId, nike, staff);
  const ids = await story.order([{ sku: "A-1", brand: "B", product: "P", batch: "Spring" }], 5);
  variant = { on: "variant", id: [...ids.values()][0] ?? "" };
});
afterAll(() => db.drop());

const read = async (actor: Actor) => {
  const { comments } = await asActor(actor, (tx) => listComments(tx, actor, organisationId, variant, now));
  return comments.map(({ by, words }) => `${by}: ${words}`);
};
/** Who is left to be told of the latest mentions, and in which words. */
const told = async () => {
  const rows = await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.execute<{ notice: { userIds: string[]; words: string } }>(sql`
      delete from untold_news where notice ->> 'kind' = 'mention' returning notice`),
  );
  return Object.fromEntries(rows.flatMap(({ notice }) => notice.userIds.map((id) => [id, notice.words])));
};

test("an internal comment is the producer's alone, whatever is asked, and mentions nobody of the customer", async () => {
  await addComment(nike, { ...variant, words: "Is the hinge right?" }, now);
  await addComment(staff, { ...variant, words: "CANARY @Anna must not know, @Otto", internal: true }, now);
  expect(await told()).toEqual({ [otto.userId]: "Marta named you in a comment on A-1 of Spring." });
  await addComment(staff, { ...variant, words: "Yes, @Anna; see also @Otto" }, minutes(1));
  expect(await told()).toEqual({
    [nike.userId]: "Framewatch named you in a comment on A-1 of Spring.",
    [otto.userId]: "Marta named you in a comment on A-1 of Spring.",
  });
  expect(await read(staff)).toHaveLength(3);
  for (const reader of [nike, validator])
    expect(await read(reader)).toEqual([
      "Anna: Is the hinge right?",
      "Framewatch: Yes, @Anna; see also @Otto",
    ]);
  const count = (actor: Actor) =>
    asActor(actor, async (tx) =>
      (await countComments(tx, organisationId, "variant", [variant.id])).get(variant.id),
    );
  expect([await count(staff), await count(nike), await count(lumen)]).toEqual([3, 2, undefined]);
  const stakeholder: Actor = {
    kind: "stakeholder",
    organisationId,
    linkId: newId(),
    scope: "organisation",
    subjectId: null,
  };
  for (const [reader, rows] of [
    [nike, 2],
    [lumen, 0],
    [stakeholder, 0],
  ] as const) {
    const found = await asActor(reader, (tx) =>
      tx.execute<{ words: string }>(sql`select words from comments`),
    );
    expect(found).toHaveLength(rows);
    expect(JSON.stringify(found)).not.toContain("CANARY");
  }
});

test("who is named is led to where the comment stands", async () => {
  const [batch] = await asActor(nike, (tx) => tx.execute<{ id: string }>(sql`select id from batches`));
  await addComment(staff, { on: "batch", id: batch?.id ?? "", words: "See, @Anna" }, now);
  const [row] = await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.execute<{ path: object }>(sql`
      delete from untold_news where notice ->> 'kind' = 'mention' returning notice -> 'path' as path`),
  );
  const place = `/batches/${batch?.id}#comments`;
  expect(row?.path).toEqual({ customer: place, producer: `/ops${place}` });
});

test("only who may writes, and only on what they see", async () => {
  expect(() => addComment(validator, { ...variant, words: "x" }, now)).toThrow("may not");
  expect(() => addComment(nike, { ...variant, words: "x", internal: true }, now)).toThrow("may not");
  await expect(addComment(lumen, { ...variant, words: "x" }, now)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("its author changes a comment or takes it away for fifteen minutes, nobody else ever", async () => {
  const { commentId } = await addComment(nike, { ...variant, words: "First" }, now);
  await editComment(nike, { commentId, words: "Better, @Framewatch" }, minutes(14));
  expect(Object.keys(await told()).sort()).toEqual([staff.userId, otto.userId].sort());
  expect((await read(staff)).at(-1)).not.toContain("First");
  const late = editComment(nike, { commentId, words: "Late" }, minutes(16));
  await expect(late).rejects.toMatchObject({ code: "not_possible" });
  const theirs = editComment(staff, { commentId, words: "Theirs" }, minutes(2));
  await expect(theirs).rejects.toMatchObject({ code: "not_permitted" });
  await expect(removeComment(lumen, { commentId }, minutes(2))).rejects.toMatchObject({ code: "not_found" });
  await removeComment(nike, { commentId }, minutes(3));
  const kept = await asActor(staff, (tx) =>
    tx.execute<{ words: string }>(sql`select words from comments where id = ${commentId}`),
  );
  expect(kept[0]?.words).toBe("");
});

test("where the organisation shows names, its people read and mention them", async () => {
  await asActor(staff, (tx) =>
    tx.execute(sql`update organisations set show_names = true where id = ${organisationId}`),
  );
  expect(await read(nike)).toContain("Marta: Yes, @Anna; see also @Otto");
  await addComment(nike, { ...variant, words: "Thanks, @marta" }, minutes(4));
  expect(await told()).toEqual({ [staff.userId]: "Anna named you in a comment on A-1 of Spring." });
});
