import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql as Client, type ISql as Sql } from "postgres";
import { migrate } from "../migrate";
import { checkArchive, type End, type Head } from "./check-archive";
import { anythingKept } from "./keep-files";
import { type Loaded, loadParts } from "./load-parts";
import { migrateTo } from "./migrate-to";
import { placeFiles } from "./place-files";
import { BackupRefused } from "./refused";
import { listOf, quoted, readSchema, readTables } from "./tables";

export interface RestoreInto {
  /** Who is to own the tables, and who the app signs in as. */
  ownerUrl: string;
  appUrl: string;
  /** Where `files` and `reports` are to lie. */
  folder: string;
}

/** What a start writes before anybody does; a restore replaces it. */
const madeByStart = ["settings", "legal_transitions", "access_tokens", "limits"];
const EMPTY =
  "A restore needs an empty one: set FRAMEWATCH_DATA to a new folder, or DATABASE_URL to a new database";

/**
 * Reads a backup into an empty database, one transaction, and its files into `folder`, then brings the schema to the newest.
 * Checks the whole backup first. Throws BackupRefused where it is damaged, the app runs or something is there already;
 * whatever it throws, no row and no file is left.
 */
export async function restore(path: string, into: RestoreInto): Promise<Loaded & { head: Head }> {
  const { head, end } = await checkArchive(path);
  const kept = head.files === "here" ? await anythingKept(into.folder) : null;
  if (kept) throw new BackupRefused(`${into.folder} holds files already, such as ${kept}. ${EMPTY}.`);
  const sql = postgres(into.ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "framewatch-restore", lock_timeout: 30_000, DateStyle: "ISO" },
  });
  const draft = join(into.folder, `restore-${randomUUID()}`);
  let takeBack = async () => {};
  try {
    await refuseRunning(sql);
    await prepareSchema(sql, head, into);
    const loaded = await sql.begin(async (tx) => {
      await refuseFilled(tx);
      const close = await openTables(tx);
      const counts = await loadParts(tx, path, head, draft);
      compare(head, end, counts);
      await close();
      for (const { name, last, called } of head.sequences)
        await tx`select setval(${name}, ${last}, ${called})`;
      takeBack = await placeFiles(draft, into.folder);
      return counts;
    });
    takeBack = async () => {};
    await migrate(into.ownerUrl, into.appUrl);
    return { ...loaded, head };
  } catch (error) {
    await takeBack();
    throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await sql.end({ timeout: 5 });
  }
}

async function refuseRunning(sql: Sql): Promise<void> {
  const [row] = await sql`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name like 'framewatch%' and pid <> pg_backend_pid()`;
  if (row!.n > 0)
    throw new BackupRefused(
      "Framewatch runs on this database. Stop it first, wherever it runs; nothing was changed.",
    );
}

/** Gives an empty database exactly the tables that the backup has. */
async function prepareSchema(sql: Client, head: Head, into: RestoreInto): Promise<void> {
  const tables = await readTables(sql);
  const schema = await readSchema(sql);
  if (!schema && tables.length > 0)
    throw new BackupRefused(
      `This database holds tables of something else, such as ${tables[0]!.name}. ${EMPTY}.`,
    );
  if (schema) {
    const filled = new Error("only looked");
    await sql
      .begin(async (tx) => {
        await refuseFilled(tx);
        throw filled;
      })
      .catch((error) => {
        if (error !== filled) throw error;
      });
  }
  if (schema && schema.when > head.schema.when)
    throw new BackupRefused(
      `This database was started by a newer Framewatch than made the backup. ${EMPTY}, which nothing was started on; the restore then brings it up to date.`,
    );
  if (schema?.when !== head.schema.when) await migrateTo(head.schema.when, into.ownerUrl, into.appUrl);
}

/** Looks into every table as nobody but their owner can, once row-level security is not forced on it. */
async function refuseFilled(tx: Sql): Promise<void> {
  for (const { name } of await readTables(tx)) {
    await tx.unsafe(`alter table ${quoted(name)} no force row level security`);
    if (madeByStart.includes(name)) continue;
    const [row] = await tx.unsafe(`select 1 from ${quoted(name)} limit 1`);
    if (row) throw new BackupRefused(`This database is not empty: ${name} has rows. ${EMPTY}.`);
  }
}

/** Puts aside what checks or follows single rows: rows come table by table, complete with all that followed. */
async function openTables(tx: Sql): Promise<() => Promise<void>> {
  const tables = (await readTables(tx)).map(({ name }) => name);
  const references = await tx<{ table: string; name: string; definition: string }[]>`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = 'public' order by 1, 2`;
  for (const { table, name } of references)
    await tx.unsafe(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  await tx.unsafe(`truncate ${listOf(tables)}`);
  for (const table of tables) await tx.unsafe(`alter table ${quoted(table)} disable trigger user`);
  return async () => {
    for (const table of tables) await tx.unsafe(`alter table ${quoted(table)} enable trigger user`);
    for (const { table, name, definition } of references)
      await tx.unsafe(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
    for (const table of tables) await tx.unsafe(`alter table ${quoted(table)} force row level security`);
  };
}

function compare({ tables }: Head, end: End, { rows, files }: Loaded): void {
  const other = tables.find(({ name }) => rows[name] !== end.rows[name]);
  if (other || files !== end.files)
    throw new BackupRefused(
      `The backup says ${other ? `${end.rows[other.name]} rows of ${other.name}` : `${end.files} files`}, but holds ${other ? rows[other.name] : files}. Take another backup; nothing was changed.`,
    );
}
