import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDemoDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { giveNotice } from "@/lib/events/give-notice";
import { record } from "@/lib/events/record";
import { raiseFlags } from "@/lib/validation/flags";
import { sendEvent } from "@/lib/variants/send-event";
import { countUnread, listNotifications } from "./list-notifications";
import { markRead } from "./mark-read";
import { queueDigests } from "./queue-digests";
import { queueNotices } from "./queue-notices";
import { tellDelays } from "./tell-delays";
import { tellNews } from "./tell-news";
import { system } from "./testing";

let database: TestDatabase;
let anna: CustomerActor;
let tom: CustomerActor;
let marta: ProducerActor;
const hour = 3_600_000;
const later = (ms: number) => new Date(DEMO_NOW.getTime() + ms);

beforeAll(async () => {
  database = await createDemoDatabase();
  process.env.FRAMEWATCH_URL = "https://frames.example";
  anna = await customer("admin@nike.example");
  tom = await customer("validator@nike.example");
  marta = { kind: "ops", userId: await userOf("ops@framewatch.example") };
});
afterAll(() => database.drop());

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  asActor(system, async (tx) => [...(await tx.execute<T>(query))]);

async function userOf(email: string): Promise<string> {
  return (await rows<{ id: string }>(sql`select id from users where email = ${email}`))[0]!.id;
}
async function customer(email: string): Promise<CustomerActor> {
  const userId = await userOf(email);
  const [member] = await rows<{ organisation_id: string; role: CustomerActor["role"] }>(
    sql`select organisation_id, role from memberships where user_id = ${userId}`,
  );
  const { organisation_id: organisationId, role } = member!;
  return { kind: "customer", userId, organisationId, role, approvalLimit: null, approvalCurrency: null };
}
const wordsTo = async (actor: CustomerActor | ProducerActor) =>
  (await listNotifications(actor, { filter: "all" })).lines.map(({ words }) => words);
const standing = (place: string, limit = 3) =>
  rows<{ id: string }>(sql`
    
    select v.id from variants v join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    where b.name = 'Nike Collection 2024' and v.place = ${place} order by v.id limit ${limit}`);
const doubles = () =>
  rows(sql`
  select n.user_id, c.cause from notification_causes c
  join notifications n on n.organisation_id = c.organisation_id and n.id = c.notification_id and n.user_id = c.user_id
  group by 1, 2 having count(*) > 1`);

describe("news", () => {
  test("of ten variants in one quote is one line, told once to whoever may decide, by however many processes", async () => {
    await Promise.all(Array.from({ length: 4 }, () => tellNews(DEMO_NOW)));
    const quote = "Ten variants of Nike Collection 2024 wait for your quote approval.";
    expect((await wordsTo(anna)).filter((words) => words === quote)).toHaveLength(1);
    expect((await wordsTo(tom)).some((words) => words.includes("quote approval"))).toBe(false);
    expect(await doubles()).toEqual([]);
    expect(await rows(sql`select 1 from untold_news`)).toEqual([]);
  });

  test("of commits that overtake each other is told of each", async () => {
    const [variant] = await standing("completed", 1);
    const at = later(hour);
    const news = { organisationId: anna.organisationId, topic: "flags" as const, subject: {}, at };
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = asActor(system, async (tx) => {
      await record(tx, [news]);
      await giveNotice(tx, {
        organisationId: anna.organisationId,
        kind: "mention",
        userIds: [anna.userId],
        cause: "mention:slow",
        words: "Marta mentioned you.",
        path: { customer: `/variants/${variant!.id}`, producer: "/ops" },
        at,
      });
      written();
      await held;
    });
    await isWritten;
    await raiseFlags(
      marta,
      { variantIds: [variant!.id], kind: "colour", severity: "major", blocking: true, words: "Too red" },
      at,
    );
    await tellNews(at);
    expect((await wordsTo(tom))[0]).toContain("new quality flag");
    release();
    await slow;
    await tellNews(at);
    expect(await wordsTo(anna)).toContain("Marta mentioned you.");
    expect(await wordsTo(tom)).not.toContain("Marta mentioned you.");
  });

  test("is not told to whoever did it, and more of the same batch joins what was not read or sent", async () => {
    const at = later(2 * hour);
    for (const { id } of await standing("completed", 3)) {
      await sendEvent(tom, { event: "validate", variantIds: [id], reason: "Seen on the frame itself" }, at);
      await tellNews(at);
    }
    const [line] = (await listNotifications(anna, { filter: "progress" })).lines;
    expect(line?.words).toMatch(/^Three variants of .+ were validated\.$/);
    expect((await wordsTo(tom)).some((words) => words.includes("validated"))).toBe(false);
  });

  test("is read by its reader alone; marking all leaves what came since", async () => {
    const unread = (actor: CustomerActor) => asActor(actor, (tx) => countUnread(tx, actor));
    const { newest, lines } = await listNotifications(anna, { filter: "all" });
    const others = await unread(tom);
    await markRead(tom, { ids: lines.map(({ id }) => id).slice(0, 50) }, DEMO_NOW);
    expect(await unread(anna)).toBe(lines.length);
    expect(await unread(tom)).toBe(others);
    await asActor(system, (tx) =>
      giveNotice(tx, {
        organisationId: anna.organisationId,
        kind: "mention",
        userIds: [anna.userId],
        cause: "mention:since",
        words: "Once more.",
        path: { customer: "/", producer: "/ops" },
        at: later(3 * hour),
      }),
    );
    await tellNews(later(3 * hour));
    await markRead(anna, { upTo: newest! }, DEMO_NOW);
    expect(await unread(anna)).toBe(1);
  });
});

describe("deadlines", () => {
  test("that pass over two weeks are each told once, by two processes, and again only when they pass again", async () => {
    const end = later(14 * 24 * hour);
    for (let at = DEMO_NOW; at <= end; at = new Date(at.getTime() + 7 * hour))
      await Promise.all([tellDelays(at), tellDelays(at)]);
    const expected = await rows<{ n: number }>(sql`
      select count(distinct (v.batch_id, v.place))::int as n from variants v
      where v.organisation_id = ${anna.organisationId} and v.due_at < ${end.toISOString()}::timestamptz
        and v.place not in ('error', 'quote_sent', 'quote_rejected', 'completed')`);
    const told = () =>
      rows<{ n: number }>(sql`
      select count(*)::int as n from notifications where user_id = ${anna.userId} and kind = 'late'
        and data ->> 'event' is distinct from 'promise'`);
    expect(await told()).toEqual(expected);
    expect(expected[0]!.n).toBeGreaterThan(3);

    const late = await rows<{ id: string }>(sql`
      select id from variants where organisation_id = ${anna.organisationId} and place = 'working_3d_assets'`);
    await sendEvent(marta, { event: "freeze", variantIds: late.map(({ id }) => id) }, end);
    await tellDelays(end);
    const spells = await rows(sql`
      select 1 from late_spells where organisation_id = ${anna.organisationId} and place = 'working_3d_assets'`);
    expect(spells).toEqual([]);
    const back = { event: "returnToModelling" as const, reason: "The bridge is too wide" };
    await sendEvent(marta, { ...back, variantIds: late.map(({ id }) => id) }, later(15 * 24 * hour));
    const afterwards = later(30 * 24 * hour);
    await tellDelays(afterwards);
    await tellDelays(afterwards);
    expect((await told())[0]!.n).toBeGreaterThan(expected[0]!.n);
    expect(await doubles()).toEqual([]);
  });

  test("on the customer's turn are reminders, not delays", async () => {
    const words = await wordsTo(anna);
    expect(words).toContain("Ten variants of Nike Collection 2024 still wait for your quote approval.");
  });
});

describe("mails", () => {
  test("at once are queued once, one for each person, unless read before", async () => {
    const at = later(40 * 24 * hour);
    const give = (cause: string) =>
      asActor(system, (tx) =>
        giveNotice(tx, {
          organisationId: anna.organisationId,
          kind: "mention",
          userIds: [anna.userId, tom.userId],
          cause,
          words: `You are needed: ${cause}.`,
          path: { customer: "/", producer: "/ops" },
          at,
        }),
      );
    await queueNotices(at);
    await asActor(system, (tx) => tx.execute(sql`delete from mails`));
    await give("one");
    await give("two");
    await tellNews(at);
    const { newest } = await listNotifications(tom, { filter: "unread" });
    await markRead(tom, { upTo: newest! }, at);
    await Promise.all([queueNotices(at), queueNotices(at), queueNotices(at)]);
    const mails = await rows<{ user_id: string; data: { lines: string[]; stops: string[] } }>(
      sql`select user_id, data from mails`,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      user_id: anna.userId,
      data: { lines: ["You are needed: one.", "You are needed: two."], stops: ["mention"] },
    });
  });

  test("of the day sum up what waits, went wrong and moved on, one to each person", async () => {
    await asActor(system, (tx) => tx.execute(sql`delete from mails`));
    await Promise.all([queueDigests(later(42 * 24 * hour)), queueDigests(later(42 * 24 * hour))]);
    const mails = await rows<{
      user_id: string;
      data: { path: string; sections: { title: string; lines: string[] }[] };
    }>(sql`select user_id, data from mails where template = 'digest'`);
    const pathTo = (userId: string) => mails.find(({ user_id }) => user_id === userId)?.data.path;
    expect([pathTo(anna.userId), pathTo(marta.userId)]).toEqual(["/review/daily", "/ops/notifications"]);
    expect(new Set(mails.map(({ user_id }) => user_id)).size).toBe(mails.length);
    const sections = mails.find(({ user_id }) => user_id === anna.userId)!.data.sections;
    expect(sections.map(({ title }) => title)).toEqual(["Waits for you", "Went wrong", "Progress"]);
    expect(sections[0]!.lines).toContain(
      "Ten variants of Nike Collection 2024 wait for your quote approval.",
    );
    expect(sections[1]!.lines.join(" ")).toContain("over the time allowed for Working 3D Assets");
    expect(sections[2]!.lines.join(" ")).toContain("were validated");
    expect(await queueDigests(later(43 * 24 * hour))).toBe(0);
  });
});

test("a person's own row stays theirs whatever the statement", async () => {
  const stolen = await asActor(tom, (tx) =>
    tx.execute(sql`update notifications set read_at = now() where user_id = ${anna.userId} returning id`),
  );
  expect([...stolen]).toEqual([]);
  const planted = asActor(tom, (tx) =>
    tx.execute(sql`insert into notifications (organisation_id, id, user_id, kind, count, data, path, in_app, at)
      values (${tom.organisationId}, ${newId()}, ${anna.userId}, 'mention', 1, '{}', '/', true, now())`),
  );
  await expect(planted).rejects.toThrow();
});
