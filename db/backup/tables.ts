import type { ISql as Sql } from "postgres";
import { BackupRefused } from "./refused";

/** A table and the columns that are kept of it: what the database makes by itself is not. */
export interface Table {
  name: string;
  columns: string[];
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const listOf = (names: string[]) => names.map(quoted).join(", ");

/** Every table of Framewatch, by name. */
export function readTables(sql: Sql): Promise<Table[]> {
  return sql<Table[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' group by c.relname order by c.relname`;
}

/** The newest change to the schema that the database has; null where it has none of Framewatch's. */
export async function readSchema(sql: Sql): Promise<{ when: number; hash: string } | null> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as found`;
  if (!table?.found) return null;
  const [row] = await sql`
    select created_at as when, hash from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  return row ? { when: Number(row.when), hash: row.hash } : null;
}

/**
 * From here to the end of the transaction every row is read, as a job of the system would: row-level security is forced on the owner too.
 * Throws BackupRefused where it would hide rows of a table, which would then be missing without a word.
 */
export async function actAsSystem(sql: Sql): Promise<void> {
  await sql`select set_config('role', 'framewatch_app', true), set_config('fw.kind', 'system', true)`;
  const policies = await sql<{ table: string; terms: string[] }[]>`
    select t.tablename as table, array_agg(p.qual) filter (where p.permissive = 'PERMISSIVE') as terms
    from pg_tables t left join pg_policies p on p.schemaname = t.schemaname and p.tablename = t.tablename
      and p.cmd in ('ALL', 'SELECT') where t.schemaname = 'public' group by t.tablename order by 1`;
  for (const { table, terms } of policies) {
    // A row of which nothing is known: what shows it shows every row.
    const unknown = `(select (null::${quoted(table)}).*) as ${quoted(table)}`;
    const shown = (terms ?? ["false"]).map((term) => `coalesce((${term}), false)`).join(" or ");
    const [row] = await sql.unsafe(`select ${shown} as every from ${unknown}`);
    if (!row?.every)
      throw new BackupRefused(
        `Row-level security hides rows of ${table} from a backup. Bring the database up to date with npm run db:migrate.`,
      );
  }
}
