import { randomInt, randomUUID } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { Hub } from "./hub";
import { numberNews } from "./number-news";
import { missedNews, type NumberedNews, readNews } from "./read-news";
import { trimNews } from "./trim-news";

let database: TestDatabase;
let sql: postgres.Sql;
const nike = randomUUID();
const lumen = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.superuserUrl, { max: 12, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** What record() leaves behind, written in a transaction that the test holds open. */
async function write(tx: postgres.Sql | postgres.TransactionSql, id: string, organisationId = nike) {
  await tx`insert into outbox ${tx({ organisation_id: organisationId, id, topic: "variants", subject: tx.json({ variantIds: [id] }), at: new Date() })}`;
  await tx`select pg_notify('framewatch', '')`;
}
const idsOf = (news: readonly NumberedNews[] | null) =>
  (news ?? []).map(({ subject }) => subject.variantIds?.[0] ?? "");

test("what was written first but committed last comes last, and is not skipped", async () => {
  const [slow, quick] = [randomUUID(), randomUUID()];
  const before = await numberNews();
  let commit = () => {};
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const overtaken = sql.begin(async (tx) => {
    await write(tx, slow);
    written();
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
  });
  await isWritten;
  await write(sql, quick);
  const seen = await numberNews();
  expect(idsOf(await readNews(before))).toEqual([quick]);
  commit();
  await overtaken;
  await numberNews();
  expect(idsOf(await readNews(seen))).toEqual([slow]);
});

test("many writers whose commits overtake each other, several who number: a reader meets each once, rising", async () => {
  const head = await numberNews();
  const written: string[] = [];
  let open = 8;
  const writer = async () => {
    for (let index = 0; index < 25; index += 1) {
      const id = randomUUID();
      await sql.begin(async (tx) => {
        await write(tx, id);
        await tx`select pg_sleep(${randomInt(12) / 1000})`;
      });
      written.push(id);
    }
    open -= 1;
  };
  const numberer = async () => {
    while (open > 0) await numberNews();
  };
  const seen: NumberedNews[] = [];
  const reader = async () => {
    for (let done = false; !done; ) {
      done = open === 0 && (await numberNews()) > 0;
      seen.push(...(await readNews(seen.at(-1)?.seq ?? head)));
      await turn();
    }
  };
  await Promise.all([...Array.from({ length: 8 }, writer), numberer(), numberer(), numberer(), reader()]);
  expect(idsOf(seen).toSorted()).toEqual(written.toSorted());
  expect(seen.every(({ seq }, index) => index === 0 || seq > seen[index - 1]!.seq)).toBe(true);
});

test("two processes hear everything once and in one order, also after their LISTEN connection was cut", async () => {
  const hubs = [new Hub(), new Hub()];
  const heard = hubs.map((): NumberedNews[] => []);
  await Promise.all(hubs.map((hub) => hub.position()));
  for (const [index, hub] of hubs.entries()) hub.hear((news) => heard[index]!.push(...(news ?? [])));
  const written: string[] = [];
  const some = async () => {
    for (let index = 0; index < 5; index += 1) {
      written.push(randomUUID());
      await write(sql, written.at(-1)!);
    }
  };
  try {
    await some();
    await expect.poll(() => heard.map((news) => news.length)).toEqual([5, 5]);
    const listening = () =>
      sql`select pid from pg_stat_activity where datname = current_database() and application_name = 'framewatch listen'`;
    expect(await listening(), "one connection for each process").toHaveLength(2);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'framewatch listen'`;
    await some();
    await expect.poll(() => heard.map((news) => news.length), { timeout: 20_000 }).toEqual([10, 10]);
    expect(idsOf(heard[0]!)).toEqual(idsOf(heard[1]!));
    expect(idsOf(heard[0]!).toSorted()).toEqual(written.toSorted());
  } finally {
    await Promise.all(hubs.map((hub) => hub.stop()));
  }
});

test("who was away is told what was missed of their own, or to begin anew where that is no longer known", async () => {
  const head = await numberNews();
  const [ours, theirs] = [randomUUID(), randomUUID()];
  await write(sql, ours);
  await write(sql, theirs, lumen);
  const last = await numberNews();
  expect(idsOf(await missedNews(head, last, nike))).toEqual([ours]);
  expect(idsOf(await missedNews(head, last, lumen))).toEqual([theirs]);
  expect(idsOf(await missedNews(head, last, null))).toHaveLength(2);
  expect(await missedNews(last, last, nike)).toEqual([]);
  expect(await missedNews(last + 1, last, nike), "a number never given").toBeNull();

  await sql`delete from untold_news`;
  await sql`update outbox set at = now() - interval '25 hours' where seq <= ${head}`;
  await trimNews(new Date());
  expect(idsOf(await missedNews(head, last, nike))).toEqual([ours]);
  expect(await missedNews(head - 1, last, nike), "older than what is kept").toBeNull();
  await sql`update outbox set at = now() - interval '25 hours'`;
  await trimNews(new Date());
  expect(await missedNews(last, last, nike)).toEqual([]);
  expect(await missedNews(head, last, nike), "nothing is kept").toBeNull();
});

test("what was not sent on yet, to pages or to people, is never forgotten", async () => {
  const old = randomUUID();
  await sql`insert into outbox ${sql({ organisation_id: nike, id: old, topic: "variants", subject: sql.json({ variantIds: [old] }), at: new Date(0) })}`;
  await trimNews(new Date());
  const head = await numberNews();
  await trimNews(new Date());
  expect(idsOf(await readNews(head - 1))).toEqual([old]);
  // Nor is anything between it and what is kept: who was away would not learn that it is gone.
  const told = randomUUID();
  await write(sql, told);
  await sql`delete from untold_news where id = ${told}`;
  await sql`update outbox set at = ${new Date(0)} where id = ${told}`;
  const last = await numberNews();
  await trimNews(new Date());
  expect(idsOf(await missedNews(head, last, nike))).toEqual([told]);
  await sql`delete from untold_news`;
  await trimNews(new Date());
  expect(await readNews(head - 1)).toEqual([]);
});
