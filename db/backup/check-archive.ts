import { readMigrationFiles } from "drizzle-orm/migrator";
import { z } from "zod";
import { migrationsFolder } from "../migrate";
import { ANOTHER, readArchive } from "./read-archive";
import { BackupRefused } from "./refused";

export const HEAD = "framewatch.json";
export const END = "end.json";

/** What a backup says of itself, its first part. */
const head = z.object({
  framewatch: z.literal("backup"),
  format: z.literal(1),
  version: z.string(),
  madeAt: z.string(),
  /** The newest change to the schema that its tables have: when it was written, and the digest of its text. */
  schema: z.object({ when: z.number(), hash: z.string() }),
  /** Whether it holds the files too; those of a bucket it does not. */
  files: z.enum(["here", "in a bucket"]),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
});
export type Head = z.infer<typeof head>;

/** What was written, its last part: without it the file was cut off. */
const end = z.object({
  parts: z.number(),
  sha256: z.string(),
  rows: z.record(z.string(), z.number()),
  files: z.number(),
});
export type End = z.infer<typeof end>;

/**
 * Reads a whole backup and compares every digest, before anything is changed by it. Throws BackupRefused where it is
 * damaged, cut off, something else, or of a newer Framewatch.
 */
export async function checkArchive(path: string): Promise<{ head: Head; end: End }> {
  let first: Head | null = null;
  let last: End | null = null;
  for await (const part of readArchive(path)) {
    if (first === null) first = readHead(path, part.name, await textOf(part.content()));
    else if (part.name !== END) for await (const _ of part.content());
    else {
      last = end.parse(JSON.parse(await textOf(part.content())));
      if (last.sha256 !== part.before.sha256 || last.parts !== part.before.parts)
        throw new BackupRefused(`${path} is damaged. ${ANOTHER}`);
    }
  }
  if (!first || !last) throw new BackupRefused(`${path} is not whole: its end is missing. ${ANOTHER}`);
  return { head: first, end: last };
}

function readHead(path: string, name: string, text: string): Head {
  const known = name === HEAD ? head.safeParse(JSON.parse(text)) : null;
  if (!known?.success) {
    const { format, version } = (name === HEAD ? JSON.parse(text) : {}) as {
      format?: unknown;
      version?: string;
    };
    if (typeof format === "number" && format > 1) throw tooNew(path, version);
    throw new BackupRefused(`${path} is no backup of Framewatch. Name the file that npm run backup wrote.`);
  }
  const { schema, version } = known.data;
  const own = readMigrationFiles({ migrationsFolder }).find(
    ({ folderMillis }) => folderMillis === schema.when,
  );
  if (own?.hash !== schema.hash) throw tooNew(path, version);
  return known.data;
}

function tooNew(path: string, version = "?"): BackupRefused {
  return new BackupRefused(
    `${path} was made by another Framewatch (${version}) whose tables this one does not know. Restore it with that one or a newer one; nothing was changed.`,
  );
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
