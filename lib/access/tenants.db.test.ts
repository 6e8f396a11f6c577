import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoDatabase, type TestDatabase } from "@/db/testing";

let db: TestDatabase;
let owner: postgres.Sql;
const tables: { name: string; tenant: boolean; rows: number }[] = [];
let nike: string;
let lumen: string;

beforeAll(async () => {
  db = await createDemoDatabase();
  owner = postgres(db.superuserUrl, { max: 2, onnotice: () => {} });
  const found = await owner<{ name: string; tenant: boolean }[]>`
    select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id') as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`;
  for (const { name, tenant } of found) {
    const [count] = await owner.unsafe(`select count(*)::int as n from "${name}"`);
    tables.push({ name, tenant, rows: count?.n as number });
  }
  const [a] = await owner`select id from organisations where name = 'Nike Vision'`;
  const [b] = await owner`select id from organisations where name = 'Lumen Optical'`;
  nike = a?.id as string;
  lumen = b?.id as string;
}, 180_000);
afterAll(async () => {
  await owner.end();
  await db.drop();
});

/** Runs statements as the app's role under raw settings: the wall alone, with all scoping of the app taken away. */
function behindTheWall<T>(
  settings: Record<string, string>,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return owner.begin(async (tx) => {
    await tx`set local role framewatch_app`;
    for (const [name, value] of Object.entries(settings))
      await tx`select set_config(${`fw.${name}`}, ${value}, true)`;
    return work(tx);
  }) as Promise<T>;
}

const countIn = async (tx: postgres.TransactionSql, table: string, where = "true") =>
  (await tx.unsafe(`select count(*)::int as n from "${table}" where ${where}`))[0]?.n as number;

test("row-level security is on and forced for every table there is", async () => {
  const open = await owner`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`;
  expect(open).toEqual([]);
  expect(tables.filter((table) => table.tenant && table.rows > 0).length).toBeGreaterThan(12);
});

test("without an actor no table has a single row", async () => {
  await behindTheWall({}, async (tx) => {
    for (const { name } of tables) expect(await countIn(tx, name), name).toBe(0);
  });
});

test("a customer sees nothing of another organisation, in any table that carries one", async () => {
  const [anna] =
    await owner`select user_id from memberships where organisation_id = ${nike} and role = 'customer_admin'`;
  await behindTheWall({ kind: "customer", organisation: nike, user: anna?.user_id as string }, async (tx) => {
    for (const { name, tenant } of tables) {
      if (tenant) expect(await countIn(tx, name, `organisation_id <> '${nike}'`), name).toBe(0);
    }
    expect(await countIn(tx, "variants")).toBeGreaterThan(100);
    expect(await countIn(tx, "organisations")).toBe(1);
    expect(await countIn(tx, "users", "email = 'admin@lumen.example'")).toBe(0);
    for (const secret of ["credentials", "sessions", "access_tokens", "settings", "mails"])
      expect(await countIn(tx, secret), secret).toBe(0);
  });
});

test("a customer changes nothing of another organisation, whatever the statement", async () => {
  await behindTheWall({ kind: "customer", organisation: lumen, user: lumen }, async (tx) => {
    const variants = await tx.unsafe(`update variants set note = 'mine' where organisation_id = '${nike}'`);
    expect(variants.count).toBe(0);
    const lines = await tx.unsafe(
      `update quote_lines set status = 'accepted' where organisation_id = '${nike}'`,
    );
    expect(lines.count).toBe(0);
  });
  const stolen = behindTheWall({ kind: "customer", organisation: lumen, user: lumen }, (tx) =>
    tx.unsafe(
      `insert into batches (organisation_id, id, name) values ('${nike}', gen_random_uuid(), 'Theirs')`,
    ),
  );
  await expect(stolen).rejects.toThrow("row-level security");
  const moved = behindTheWall({ kind: "customer", organisation: lumen, user: lumen }, (tx) =>
    tx.unsafe(`update batches set organisation_id = '${nike}'`),
  );
  await expect(moved).rejects.toThrow();
});

test("a stakeholder sees exactly the batch of the link, and no people, prices, quotes or operations", async () => {
  const [batch] = await owner`select id from batches where name = 'Nike Collection 2024'`;
  const id = batch?.id as string;
  await behindTheWall(
    { kind: "stakeholder", organisation: nike, scope: "batch", subject: id },
    async (tx) => {
      expect(await countIn(tx, "variants")).toBe(100);
      expect(await countIn(tx, "variants", `batch_id <> '${id}'`)).toBe(0);
      expect(await countIn(tx, "batches")).toBe(1);
      expect(await countIn(tx, "orders")).toBe(1);
      expect(await countIn(tx, "place_counts")).toBe(1);
      expect(await countIn(tx, "products")).toBe(10);
      const closed = [
        "users",
        "memberships",
        "quotes",
        "quote_versions",
        "quote_lines",
        "quote_decisions",
        "activity",
      ];
      const more = [
        "operations",
        "operation_items",
        "share_links",
        "share_views",
        "attachments",
        "order_imports",
        "outbox",
      ];
      for (const name of [...closed, ...more]) expect(await countIn(tx, name), name).toBe(0);
      const changed = await tx.unsafe("update variants set note = 'seen'");
      expect(changed.count).toBe(0);
    },
  );
});
