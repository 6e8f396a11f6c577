import { randomInt, randomUUID } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sessions } from "@/db/schema";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { hub } from "./hub";
import { numberNews } from "./number-news";
import { openStreams } from "./open-streams";
import { personNews } from "./person-news";
import { keptFor, trimNews } from "./trim-news";

// Readers that come and go while everything that can go wrong does. Whatever happens, each has either been told a piece of
// news or been told, after it, to read everything anew.

let database: TestDatabase;
let people: DemoPeople;
let sql: postgres.Sql;
const all: Reader[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
  sql = postgres(database.superuserUrl, { max: 10, onnotice: () => {} });
  // Which number each piece got, whatever becomes of it.
  await sql.unsafe(`
    create table witness (id text, seq bigint);
    create function bear_witness() returns trigger language plpgsql security definer as $$
    begin insert into public.witness values (new.subject -> 'variantIds' ->> 0, new.seq); return null; end $$;
    create trigger witness after update of seq on outbox for each row execute function bear_witness();`);
});

afterAll(async () => {
  for (const reader of all) reader.leave();
  await Promise.all(all.map(({ done }) => done));
  openStreams().closeAll();
  await hub().stop();
  await sql.end();
  await database.drop();
});

/** The signal of a request whose sender stays. */
const here = () => new AbortController().signal;

/** A browser: it comes again with the last number it was told, whoever closed its stream. */
class Reader {
  readonly told = new Map<string, number>();
  /** The highest number up to which it was told to read everything anew. */
  anew = 0;
  resets = 0;
  private last: number;
  private body: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private isGone = false;
  readonly done: Promise<void>;

  constructor(
    private readonly sessionId: string,
    since: number,
  ) {
    this.last = since;
    this.done = this.follow();
  }

  private async follow(): Promise<void> {
    while (!this.isGone) {
      const answer = await personNews(people.nike.customer, this.sessionId, this.last, here()).catch(
        () => null,
      );
      if (answer) await this.read(answer.body!);
      await turn();
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    this.body = body.getReader();
    // Who left while the answer came has nothing to read.
    if (this.isGone) this.drop();
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await this.body.read();
      if (done) return;
      for (const piece of decoder.decode(value).split("\n\n")) this.take(piece);
    }
  }

  private take(piece: string): void {
    const id = /^id: (\d+)$/m.exec(piece)?.[1];
    if (id === undefined) return;
    this.last = Number(id);
    if (piece.includes("event: reset")) {
      this.anew = this.last;
      this.resets += 1;
    }
    for (const variant of JSON.parse(/^data: (.*)$/m.exec(piece)![1]!).variants ?? [])
      this.told.set(variant, (this.told.get(variant) ?? 0) + 1);
  }

  drop(): void {
    void this.body?.cancel();
  }

  leave(): void {
    this.isGone = true;
    this.drop();
  }
}

test("while streams drop, commits overtake each other, one who hears fails and old news are forgotten, nobody misses a thing unsaid", async () => {
  const { organisationId } = people.nike;
  const sessionId = newId();
  const at = new Date();
  await asActor({ kind: "system", job: "test" }, (tx) =>
    tx.insert(sessions).values({
      id: sessionId,
      userId: people.nike.customer.userId,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    }),
  );
  const since = await hub().position();
  const unhear = hub().hear(() => {
    unhear();
    throw new Error("One who hears badly.");
  });
  // Every other time what was missed is read from the database, as where it is older than what a process remembers.
  const remembered = hub().recentAfter.bind(hub());
  let asked = 0;
  vi.spyOn(hub(), "recentAfter").mockImplementation((...after) =>
    asked++ % 2 === 0 ? null : remembered(...after),
  );
  const readers = Array.from({ length: 8 }, () => new Reader(sessionId, since));

  const written: string[] = [];
  let open = 6;
  const writer = async () => {
    for (let index = 0; index < 30; index += 1) {
      const id = randomUUID();
      await sql.begin(async (tx) => {
        const subject = tx.json({ variantIds: [id] });
        await tx`insert into outbox ${tx({ organisation_id: organisationId, id: newId(), topic: "variants", subject, at: new Date() })}`;
        await tx`select pg_notify('framewatch', '')`;
        await tx`select pg_sleep(${randomInt(30) / 1000})`;
      });
      written.push(id);
    }
    open -= 1;
  };
  /** As if a day were over: forgets what people were told of, once this process has it too. */
  const forget = async () => {
    const until = Date.now() - 150;
    await expect.poll(() => hub().head).toBeGreaterThanOrEqual(await numberNews());
    await sql`delete from untold_news where random() < 0.7`;
    await trimNews(new Date(until + keptFor));
  };
  const trouble = async () => {
    for (let round = 0; open > 0; round += 1) {
      readers[round % readers.length]!.drop();
      if (round % 4 === 0) await forget();
      await new Promise((resolve) => setTimeout(resolve, randomInt(12)));
    }
  };
  await Promise.all([...Array.from({ length: 6 }, writer), trouble()]);
  // One that was away all the time: what it missed is partly forgotten.
  const late = new Reader(sessionId, since);

  all.push(...readers, late);
  await numberNews();
  const numbered = await sql`select id, seq::int from witness`;
  const numberOf = new Map(numbered.map(({ id, seq }) => [id as string, seq as number]));
  const missed = () =>
    all.flatMap(({ told, anew }) => written.filter((id) => !told.has(id) && numberOf.get(id)! > anew));
  expect(numberOf.size).toBe(written.length);
  await expect.poll(missed, { timeout: 20_000 }).toEqual([]);
  expect(Math.max(...all.flatMap(({ told }) => [...told.values()])), "nor is anything told twice").toBe(1);
});
