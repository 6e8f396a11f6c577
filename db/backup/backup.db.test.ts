import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/db/client";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";
import { createDemoDatabase, createRawDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { verifyPassword } from "@/lib/auth/passwords";
import { authSecret } from "@/lib/auth/secret";
import { checkCounts } from "@/lib/insights/check-counts";
import { checkChains, checkEndedStays, checkReplay } from "@/lib/insights/check-history";
import { openShareLink } from "@/lib/sharing/open-link";
import { hashToken, mintToken } from "@/lib/sharing/token";
import { backUp, type Written } from "./back-up";
import { END } from "./check-archive";
import { readArchive } from "./read-archive";
import { restore } from "./restore";
import { writeArchive } from "./write-archive";

const folder = mkdtempSync(join(tmpdir(), "framewatch-backup-"));
const at = (name: string) => join(folder, name);
const backup = at("kept.tar");
const content = `files/ab/${"ab".repeat(32)}`;
const report = "reports/0197d1f4-0000-7000-8000-000000000001";
const token = mintToken();

let demo: TestDatabase;
let empty: TestDatabase;
let secret: string;
let written: Written;

beforeAll(async () => {
  demo = await createDemoDatabase();
  secret = await authSecret();
  await closeDatabase();
  await on(demo, async (sql) => {
    await sql`update share_links set token_hash = ${hashToken(token)} where id in (
      select id from share_links where scope = 'batch' and revoked_at is null and passcode_hash is null limit 1)`;
    await sql`insert into idempotency_keys select id, 'tried once', 'hash' from users`;
    await sql`insert into settings (key, value) values ('awkward', ${sql.json('tab\t \\N \\. "\n 🕶 end')})`;
  });
  for (const name of [content, `${content}.5e1f`, report, `${report}.part`]) {
    mkdirSync(join(at("data"), name, ".."), { recursive: true });
    writeFileSync(join(at("data"), name), Buffer.alloc(3_000_000, name));
  }
  written = await backUp(backup, { ownerUrl: demo.url, folder: at("data"), version: "1" }, DEMO_NOW);
  empty = await createRawDatabase();
});
afterAll(async () => {
  await demo.drop();
  await empty.drop();
  rmSync(folder, { recursive: true });
});

async function on<T>({ superuserUrl }: TestDatabase, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  return work(sql).finally(() => sql.end());
}

/** Rows and checksum of every table, its rules, and where the sequence stands. */
const contentOf = (database: TestDatabase) =>
  on(database, async (sql) => {
    const tables = await sql`select relname as name, relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
    const rows: { name: string; forced: boolean; n: number; md5: string }[] = [];
    for (const { name, forced } of tables) {
      const [sum] = await sql<{ n: number; md5: string }[]>`
        select count(*)::int as n, md5(string_agg(t::text, chr(10) order by t::text)) from ${sql(name)} t`;
      rows.push({ name, forced, ...sum! });
    }
    const rules = await sql`
      select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as text from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
      union all select 'outbox_seq', last_value::text, is_called::text from outbox_seq order by 1, 2, 3`;
    return { rows, rules };
  });

const into = (data: string, { url } = empty) =>
  restore(backup, { ownerUrl: url, appUrl: url, folder: at(data) });

/** The backup, some of whose parts are left out, and whose end says so. */
async function without(path: string, isLeftOut: (name: string) => boolean): Promise<void> {
  await writeArchive(path, async (to) => {
    for await (const part of readArchive(backup)) {
      const pieces: Buffer[] = [];
      for await (const piece of part.content()) pieces.push(piece);
      const text = Buffer.concat(pieces);
      if (part.name === END) {
        const end = JSON.parse(text.toString());
        for (const name of Object.keys(end.rows)) if (isLeftOut(`tables/${name}/`)) end.rows[name] = 0;
        await to.add(END, Buffer.from(JSON.stringify({ ...end, ...to.soFar() })));
      } else if (!isLeftOut(part.name)) await to.add(part.name, text);
    }
  });
}

test("a damaged, cut off, foreign or newer file is refused with the fault named, and nothing is changed", async () => {
  const whole = readFileSync(backup);
  const tried = at("tried.tar");
  const refusal = (bytes: Buffer, message: RegExp) => {
    writeFileSync(tried, bytes);
    return expect(
      restore(tried, { ownerUrl: empty.url, appUrl: empty.url, folder: at("none") }),
    ).rejects.toThrow(message);
  };
  for (let n = 0; n < 24; n += 1) {
    const damaged = Buffer.from(whole);
    const byte = Math.floor(((n + 0.37) / 24) * whole.length);
    damaged[byte] = damaged[byte]! ^ 0x10;
    await refusal(damaged, /damaged .*Take another backup|no backup of Framewatch/);
  }
  const inTable = Buffer.from(whole);
  inTable[whole.indexOf("tables/variants/000001") + 1_600]! ^= 1;
  await refusal(inTable, /is damaged in tables\/variants\/000001\.copy\.gz/);
  for (const length of [0, 100, 512, 5_000, whole.length - 1_024, whole.length - 1])
    await refusal(whole.subarray(0, length), /is damaged or cut off|no backup of Framewatch/);
  await refusal(Buffer.alloc(10_000, "SKU;Brand\n"), /is no backup of Framewatch\. Name the file/);
  await refusal(
    Buffer.from(
      whole.toString("latin1").replace(/"when":\d+/, (when) => when.replace(/\d/g, "9")),
      "latin1",
    ),
    /damaged in framewatch\.json/,
  );
  expect(await on(empty, (sql) => sql`select * from pg_tables where schemaname = 'public'`)).toHaveLength(0);
  expect(existsSync(at("none"))).toBe(false);
});

test("what breaks in the middle leaves no row, no file and every rule", async () => {
  await without(at("broken.tar"), (name) => name.startsWith("tables/organisations/"));
  const failed = restore(at("broken.tar"), { ownerUrl: empty.url, appUrl: empty.url, folder: at("broken") });
  await expect(failed).rejects.toThrow("foreign key");
  const { rows, rules } = await contentOf(empty);
  expect(rows.filter(({ n, forced }) => n > 0 || !forced).map(({ name }) => name)).toEqual([
    "legal_transitions",
  ]);
  expect(rules.filter(({ text }) => text.startsWith("FOREIGN KEY"))).not.toEqual([]);
  expect(existsSync(at("broken")) ? readdirSync(at("broken")) : []).toEqual([]);
});

test("restored into an empty database every row is there, counts are right, a password and a link open", async () => {
  const { rows, files } = await into("restored");
  expect(files).toBe(2);
  expect(written).toMatchObject({ files: 2, bytes: statSync(backup).size, tables: Object.keys(rows).length });
  expect(Object.values(rows).reduce((sum, some) => sum + some)).toBe(written.rows);
  expect(await contentOf(empty)).toEqual(await contentOf(demo));
  for (const name of [content, report])
    expect(readFileSync(join(at("restored"), name)).equals(readFileSync(join(at("data"), name)))).toBe(true);
  expect(readdirSync(at("restored")).sort()).toEqual(["files", "reports"]);

  process.env.DATABASE_URL = empty.url;
  const differences = await asActor({ kind: "system", job: "test" }, async (tx) => [
    ...(await checkCounts(tx)),
    ...(await checkChains(tx)),
    ...(await checkEndedStays(tx)),
    ...(await checkReplay(tx)),
  ]);
  expect(differences).toEqual([]);
  expect(await authSecret()).toBe(secret);
  const [ops] = await on(
    empty,
    (sql) => sql`select password_hash from credentials join users on id = user_id
    where email = 'ops@framewatch.example'`,
  );
  expect(await verifyPassword(ops?.password_hash, DEMO_PASSWORD)).toBe(true);
  expect(await openShareLink(token, DEMO_NOW, undefined)).toMatchObject({ state: "open" });
});

test("a database that is used or not empty, a folder with files and a taken name are refused", async () => {
  await expect(into("used", empty)).rejects.toThrow("Framewatch runs on this database. Stop it first");
  await closeDatabase();
  await expect(into("filled", empty)).rejects.toThrow(
    /This database is not empty: \w+ has rows\. .*DATABASE_URL to a new database/,
  );
  await expect(into("data", empty)).rejects.toThrow(/holds files already.*FRAMEWATCH_DATA to a new folder/);
  expect(await contentOf(empty)).toEqual(await contentOf(demo));
  const of = { ownerUrl: demo.url, folder: at("data"), version: "1" };
  await expect(backUp(backup, of, DEMO_NOW)).rejects.toThrow("is there already");
});
