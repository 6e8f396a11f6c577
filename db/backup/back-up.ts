import { promisify } from "node:util";
import { gzip } from "node:zlib";
import postgres, { type ISql as Sql } from "postgres";
import { END, type End, HEAD, type Head } from "./check-archive";
import { keepFiles } from "./keep-files";
import { BackupRefused } from "./refused";
import { actAsSystem, listOf, quoted, readSchema, readTables, type Table } from "./tables";
import { type ArchiveWriter, writeArchive } from "./write-archive";

export interface BackupOf {
  /** Who owns the tables. */
  ownerUrl: string;
  /** Where `files` and `reports` lie; null where a bucket keeps them. */
  folder: string | null;
  version: string;
}

export interface Written {
  tables: number;
  rows: number;
  files: number;
  bytes: number;
}

const pack = promisify(gzip);
const pieceBytes = 4 << 20;
const newline = 0x0a;

/**
 * Writes the database, as of one moment, and then the files into the new file `path`, while the app runs; with flat memory.
 * Rows are PostgreSQL's own COPY text. Throws BackupRefused, and then nothing is left at `path`.
 */
export async function backUp(path: string, of: BackupOf, now: Date): Promise<Written> {
  const sql = postgres(of.ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "framewatch-backup", DateStyle: "ISO", TimeZone: "UTC" },
  });
  const end: Omit<End, "parts" | "sha256"> = { rows: {}, files: 0 };
  let tables: Table[] = [];
  try {
    const bytes = await writeArchive(path, async (to) => {
      await sql.begin("isolation level repeatable read read only", async (tx) => {
        const head = await readHead(tx, of, now);
        ({ tables } = head);
        await to.add(HEAD, Buffer.from(JSON.stringify(head)));
        await actAsSystem(tx);
        for (const table of tables) end.rows[table.name] = await keepRows(tx, table, to);
      });
      // After the rows: whatever these name was kept before they were written.
      if (of.folder) end.files = await keepFiles(of.folder, to);
      await to.add(END, Buffer.from(JSON.stringify({ ...to.soFar(), ...end } satisfies End)));
    });
    const rows = Object.values(end.rows).reduce((sum, some) => sum + some, 0);
    return { tables: tables.length, rows, files: end.files, bytes };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function readHead(sql: Sql, { folder, version }: BackupOf, now: Date): Promise<Head> {
  const schema = await readSchema(sql);
  if (!schema)
    throw new BackupRefused(
      "This database holds nothing of Framewatch. Check DATABASE_URL and FRAMEWATCH_DATA.",
    );
  const sequences: Head["sequences"] = [];
  for (const {
    name,
  } of await sql`select sequencename as name from pg_sequences where schemaname = 'public'`) {
    const [at] = await sql`select last_value::text as last, is_called as called from ${sql(name)}`;
    sequences.push({ name, last: at!.last, called: at!.called });
  }
  return {
    framewatch: "backup",
    format: 1,
    version,
    madeAt: now.toISOString(),
    schema,
    files: folder ? "here" : "in a bucket",
    tables: await readTables(sql),
    sequences,
  };
}

/** Writes a table's rows in packed pieces of whole rows; answers how many rows there were. */
async function keepRows(sql: Sql, { name, columns }: Table, to: ArchiveWriter): Promise<number> {
  const stream = await sql`copy ${sql.unsafe(`${quoted(name)} (${listOf(columns)})`)} to stdout`.readable();
  let rows = 0;
  let pieces = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const keep = async () => {
    if (bytes === 0) return;
    pieces += 1;
    const content = await pack(Buffer.concat(waiting), { level: 4 });
    waiting = [];
    bytes = 0;
    await to.add(`tables/${name}/${String(pieces).padStart(6, "0")}.copy.gz`, content);
  };
  for await (const some of stream as AsyncIterable<Buffer>) {
    waiting.push(some);
    bytes += some.length;
    for (let at = some.indexOf(newline); at !== -1; at = some.indexOf(newline, at + 1)) rows += 1;
    if (bytes >= pieceBytes && some.at(-1) === newline) await keep();
  }
  // The client leaves its connection paused where the last rows filled the stream, and would never see what follows.
  stream._read(0);
  await keep();
  return rows;
}
