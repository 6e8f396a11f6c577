import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ISql as Sql } from "postgres";
import { END, HEAD, type Head } from "./check-archive";
import { KEPT } from "./keep-files";
import { type Part, readArchive } from "./read-archive";
import { BackupRefused } from "./refused";
import { listOf, quoted, type Table } from "./tables";

/** What a restore read: rows by table, and files. */
export interface Loaded {
  rows: Record<string, number>;
  files: number;
}

const unpack = promisify(gunzip);
const tablePart = /^tables\/([a-z_]+)\/\d+\.copy\.gz$/;
const newline = 0x0a;

/** Reads a backup's rows into the tables of `tx`, and its files below `draft`; with flat memory. */
export async function loadParts(tx: Sql, path: string, { tables }: Head, draft: string): Promise<Loaded> {
  const loaded: Loaded = { rows: Object.fromEntries(tables.map(({ name }) => [name, 0])), files: 0 };
  let into: { name: string; rows: Writable; end: () => Promise<void> } | null = null;
  for await (const part of readArchive(path)) {
    const name = tablePart.exec(part.name)?.[1];
    if (into && into.name !== name) {
      await into.end();
      into = null;
    }
    const table: Table | undefined = tables.find((known) => known.name === name);
    if (table) {
      into ??= { name: table.name, ...(await openCopy(tx, table)) };
      const rows = await unpack(await whole(part));
      loaded.rows[table.name]! += countOf(rows);
      await write(into.rows, rows);
    } else if (KEPT.test(part.name)) {
      await mkdir(dirname(join(draft, part.name)), { recursive: true });
      await pipeline(
        Readable.from(part.content()),
        createWriteStream(join(draft, part.name), { mode: 0o600, flush: true }),
      );
      loaded.files += 1;
    } else if (part.name === HEAD || part.name === END) await whole(part);
    else
      throw new BackupRefused(
        `${path} holds ${part.name}, which is no part of a backup; nothing was changed.`,
      );
  }
  return loaded;
}

async function openCopy(tx: Sql, { name, columns }: Table) {
  const query = tx`copy ${tx.unsafe(`${quoted(name)} (${listOf(columns)})`)} from stdin`;
  const rows = await query.writable();
  return {
    rows,
    end: async () => {
      rows.end();
      await finished(rows);
    },
  };
}

async function write(into: Writable, piece: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    into.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

async function whole(part: Part): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of part.content()) pieces.push(piece);
  return Buffer.concat(pieces);
}

function countOf(rows: Buffer): number {
  let count = 0;
  for (let at = rows.indexOf(newline); at !== -1; at = rows.indexOf(newline, at + 1)) count += 1;
  return count;
}
