import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessions, users } from "@/db/schema";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { revokeSession } from "@/lib/auth/revoke-sessions";
import { createBatch } from "@/lib/batches/create-batch";
import { type News, record } from "@/lib/events/record";
import { placeOrder } from "@/lib/orders/place-order";
import { changeMembership } from "@/lib/people/change-membership";
import { createShareLink, revokeShareLink } from "@/lib/sharing/create-link";
import { openShareLink } from "@/lib/sharing/open-link";
import { hub } from "./hub";
import { linkNews } from "./link-news";
import { openStreams } from "./open-streams";
import { personNews } from "./person-news";

let database: TestDatabase;
let people: DemoPeople;
const system = { kind: "system", job: "test" } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
});

afterAll(async () => {
  openStreams().closeAll();
  await hub().stop();
  await database.drop();
});

async function openSession(userId: string): Promise<string> {
  const id = newId();
  const now = new Date();
  await asActor(system, (tx) =>
    tx
      .insert(sessions)
      .values({ id, userId, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) }),
  );
  return id;
}

/** The signal of a request whose sender stays. */
const here = () => new AbortController().signal;

/** What a browser hears of a stream, and whether it was ended. */
function reader(response: Response) {
  const heard = { text: "", ended: false };
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body!) heard.text += decoder.decode(chunk as Uint8Array);
    heard.ended = true;
  })();
  return heard;
}

async function follow(actor: CustomerActor | ProducerActor, since: number | null = null) {
  const sessionId = await openSession(actor.userId);
  return { sessionId, heard: reader(await personNews(actor, sessionId, since, here())) };
}

const order = (who: "nike" | "lumen", batch: string, sku = `${batch}-1`) => {
  const { customer, organisationId } = people[who];
  const lines = [{ sku, brand: who, product: "Flyer", batch }];
  return placeOrder(customer, { organisationId, lines }, new Date());
};

test("a customer hears of their own organisation only, ids and no words; the producer hears of all", async () => {
  const [nike, lumen, ops] = await Promise.all([
    follow(people.nike.customer),
    follow(people.lumen.customer),
    follow(people.staff),
  ]);
  const { orderId } = await order("nike", "Geheim");
  await expect.poll(() => nike.heard.text).toContain(orderId);
  await expect.poll(() => ops.heard.text).toContain(orderId);
  const theirs = await order("lumen", "Ours");
  await expect.poll(() => lumen.heard.text).toContain(theirs.orderId);
  expect(lumen.heard.text).not.toContain(orderId);
  expect(nike.heard.text).not.toContain(theirs.orderId);
  expect(nike.heard.text).not.toContain("Geheim");
});

test("that somebody has notifications is heard by their own pages alone", async () => {
  const { customer, organisationId } = people.nike;
  const colleague = { ...customer, userId: newId() };
  const [mine, theirs, ops] = await Promise.all([
    follow(customer),
    reader(await personNews(colleague, await openSession(customer.userId), null, here())),
    follow(people.staff),
  ]);
  const at = new Date();
  const subject = { userIds: [customer.userId] };
  await asActor(system, (tx) => record(tx, [{ organisationId, topic: "notifications", subject, at }]));
  await expect.poll(() => mine.heard.text).toContain("notifications");
  const { orderId } = await order("nike", "After");
  await expect.poll(() => theirs.text).toContain(orderId);
  await expect.poll(() => ops.heard.text).toContain(orderId);
  expect(theirs.text + ops.heard.text).not.toContain("notifications");
  expect(mine.heard.text).not.toContain(customer.userId);
});

test("who was away hears what was missed once they are back, and no more", async () => {
  const since = await hub().position();
  const { orderId } = await order("nike", "Missed");
  await order("lumen", "Elsewhere");
  await expect.poll(() => hub().position()).toBeGreaterThanOrEqual(since + 2);
  const { heard } = await follow(people.nike.customer, since);
  await expect.poll(() => heard.text).toContain(orderId);
  expect(heard.text.match(/^id: /gm)).toHaveLength(1);
  const future = await follow(people.nike.customer, since + 1_000_000);
  await expect.poll(() => future.heard.text).toContain("event: reset");
});

test("a stream ends with its session, its person and their role", async () => {
  const within = { timeout: 5_000 };
  const gone = await follow(people.nike.customer);
  const stays = await follow(people.nike.customer);
  await revokeSession(gone.sessionId, new Date());
  await expect.poll(() => gone.heard.ended, within).toBe(true);
  expect(gone.heard.text).toContain("event: end");

  const ops = await follow(people.staff);
  await asActor(system, (tx) =>
    tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, people.staff.userId)),
  );
  await expect.poll(() => ops.heard.ended, within).toBe(true);

  const { customer, organisationId } = people.nike;
  const [jo] = await asActor(system, (tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, "member@nike.example")),
  );
  const member = { ...customer, userId: jo!.id, role: "customer_member" } as const;
  const demoted = await follow(member);
  const change = { role: "customer_validator", approvalLimit: null, approvalCurrency: null } as const;
  await changeMembership(customer, { organisationId, userId: member.userId }, change, new Date());
  await expect.poll(() => demoted.heard.ended, within).toBe(true);
  const late = await follow(member);
  await expect.poll(() => late.heard.text, { message: "let in as who they were" }).toContain("event: end");
  expect(stays.heard.ended).toBe(false);
});

test("a link hears that what it shows has changed, nothing else, and ends within a second of its revocation", async () => {
  const { customer } = people.nike;
  const shown = await order("nike", "Shown");
  const made = async (subjectId: string) => {
    const label = "Board";
    const link = await createShareLink(customer, { scope: "batch", subjectId, label }, new Date());
    const opened = await openShareLink(link.token, new Date(), undefined);
    if (opened.state !== "open") throw new Error(`The link is ${opened.state}.`);
    return { ...link, actor: opened.actor };
  };
  const batchId = shown.batchIds[0]!;
  const link = await made(batchId);
  const heard = reader(await linkNews(link.actor, Date.now() + 60_000, here()));
  await createBatch(people.staff, { organisationId: customer.organisationId, name: "Unseen" }, new Date());
  const elsewhere = await order("nike", "Unshown");
  const all = await follow(customer);
  await order("nike", "Shown", "Shown-2");
  await expect.poll(() => heard.text).toContain("event: changed");
  expect(heard.text.match(/event: changed/g), "once, for what it shows").toHaveLength(1);
  expect(heard.text.replace(/^(retry: \d+|event: changed|id: \d+|data: \{\}|)$/gm, "").trim()).toBe("");
  expect(elsewhere.batchIds).not.toContain(batchId);

  await revokeShareLink(customer, { linkId: link.linkId }, new Date());
  await expect.poll(() => heard.ended, { timeout: 1_000, interval: 20 }).toBe(true);
  expect(all.heard.ended).toBe(false);
});

test("a link's reader who missed more than is worth reading is told so instead, whatever time they claim", async () => {
  const { customer, organisationId } = people.lumen;
  const [subjectId = ""] = (await order("lumen", "Long ago")).batchIds;
  const link = await createShareLink(customer, { scope: "batch", subjectId, label: "Board" }, new Date());
  const opened = await openShareLink(link.token, new Date(), undefined);
  if (opened.state !== "open") throw new Error(`The link is ${opened.state}.`);
  // Ids made from now on carry a later moment than all above, even where the clock was set back.
  const from = Date.now() + 1;
  const madeAt = (id: string) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  await expect.poll(() => madeAt(newId()), { interval: 1 }).toBeGreaterThanOrEqual(from);
  // Half a minute before it is looked at too, in case a commit was late.
  const since = from + 30_000;
  const elsewhere: News = {
    organisationId,
    topic: "orders",
    subject: { orderIds: [newId()] },
    at: new Date(),
  };
  const toldAfter = async (news: number) => {
    await asActor(system, (tx) => record(tx, Array<News>(news).fill(elsewhere)));
    const heard = reader(await linkNews(opened.actor, since, here()));
    await expect.poll(() => heard.text).toContain("retry:");
    return heard;
  };
  const few = await toldAfter(10);
  const many = await toldAfter(1_000);
  await expect.poll(() => many.text).toContain("event: changed");
  expect(few.text).not.toContain("event: changed");
});

test("a reader who is gone takes no place: neither before the answer begins nor where nobody takes it", async () => {
  const sessionId = await openSession(people.oberauer.customer.userId);
  const open = (signal: AbortSignal) => personNews(people.oberauer.customer, sessionId, null, signal);
  const mine = () => [...openStreams().all].filter(({ owner }) => owner.id === sessionId).length;
  await expect(open(AbortSignal.abort())).rejects.toThrow(Refusal);
  const leaving = new AbortController();
  await open(leaving.signal);
  expect(mine()).toBe(1);
  leaving.abort();
  expect(mine()).toBe(0);

  await open(here());
  const staying = new AbortController();
  const heard = reader(await open(staying.signal));
  for (let beats = 0; beats < 3; beats += 1) {
    openStreams().beat();
    await expect.poll(() => heard.text.match(/^:/gm)?.length).toBe(beats + 1);
  }
  expect(mine()).toBe(1);
  staying.abort();
});

test("nobody opens more streams than a few browsers need, and stopping ends them all", async () => {
  const sessionId = await openSession(people.oberauer.customer.userId);
  const open = () => personNews(people.oberauer.customer, sessionId, null, here());
  const heard: ReturnType<typeof reader>[] = [];
  for (let count = 0; count < 12; count += 1) heard.push(reader(await open()));
  await expect(open()).rejects.toThrow(Refusal);
  openStreams().closeAll();
  await expect.poll(() => heard.every(({ ended }) => ended)).toBe(true);
});
