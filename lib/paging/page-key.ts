import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/**
 * Where a page of a sorted list begins: the sort values of the row it continues from, to which side, and how many
 * rows lie before it (only for saying "51–100", never for skipping rows).
 */
export interface PageKey {
  values: (string | number)[];
  side: "after" | "before";
  offset: number;
}

export interface Page<T> {
  rows: T[];
  /** Position of the first row in the whole list, from 1; 0 where there are no rows. */
  first: number;
  /** Keys of the neighbouring pages as they stand in the URL; null where there is none. */
  next: string | null;
  previous: string | null;
}

/** A key as text for the URL. */
export function writeKey(key: PageKey): string {
  return Buffer.from(JSON.stringify([key.values, key.side === "after" ? 1 : 0, key.offset])).toString(
    "base64url",
  );
}

/** A sort value that is text, for the schema of a key. */
export const keyText = z
  .string()
  .max(500)
  .refine((text) => !text.includes("\0"));

/** A key from the URL; whatever does not fit the list's sort values means the first page. */
export function readKey(text: string | undefined, values: z.ZodType<(string | number)[]>): PageKey | null {
  if (!text) return null;
  try {
    const [list, after, offset] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    return {
      values: values.parse(list),
      side: after ? "after" : "before",
      offset: z.int().min(0).parse(offset),
    };
  } catch {
    return null;
  }
}

/** The order of a list: columns from the most significant to a unique one, all in the same direction. */
export interface Order {
  columns: SQL[];
  descending: boolean;
}

/** `order by` and the condition that continues from a key, for a query that asks for one row more than a page. */
export function seek(
  { columns, descending }: Order,
  key: PageKey | null,
): { where: SQL | null; orderBy: SQL } {
  const backwards = key?.side === "before";
  const down = descending !== backwards;
  const direction = sql.raw(down ? "desc" : "asc");
  const orderBy = sql.join(
    columns.map((column) => sql`${column} ${direction}`),
    sql`, `,
  );
  if (!key) return { where: null, orderBy };
  const values = sql.join(
    key.values.map((value) => sql`${value}`),
    sql`, `,
  );
  const where = sql`(${sql.join(columns, sql`, `)}) ${sql.raw(down ? "<" : ">")} (${values})`;
  return { where, orderBy };
}

/** Makes a page of what `seek` found; `keyOf` gives the sort values of a row. */
export function paged<T>(
  found: T[],
  size: number,
  key: PageKey | null,
  keyOf: (row: T) => (string | number)[],
): Page<T> {
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (key?.side === "before") rows.reverse();
  const [begin, end] = [rows[0], rows.at(-1)];
  if (begin === undefined || end === undefined) return { rows, first: 0, next: null, previous: null };
  const offset = !key ? 0 : key.side === "after" ? key.offset : Math.max(0, key.offset - rows.length);
  const hasNext = key?.side === "before" ? true : more;
  const hasPrevious = key?.side === "before" ? more : key !== null;
  return {
    rows,
    first: offset + 1,
    next: hasNext ? writeKey({ values: keyOf(end), side: "after", offset: offset + rows.length }) : null,
    previous: hasPrevious ? writeKey({ values: keyOf(begin), side: "before", offset }) : null,
  };
}
