import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import legalTransitions from "./legal-transitions.json" with { type: "json" };

const APP_ROLE = "framewatch_app";

export const migrationsFolder = new URL("./migrations", import.meta.url).pathname;

/**
 * Brings the database to the newest schema as its owner, makes the role the app acts as, and writes the machine's
 * transitions into the table that history refers to. Safe to run from several hosts at once (advisory lock).
 * @param ownerUrl who owns the tables; @param appUrl who the app signs in as, where that is somebody else.
 * @param folder the changes to make, where a restore wants an earlier schema than the newest.
 */
export async function migrate(
  ownerUrl: string,
  appUrl: string = ownerUrl,
  folder: string = migrationsFolder,
): Promise<void> {
  const sql = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "framewatch-migrate", lock_timeout: 30_000 },
  });
  try {
    await sql`select pg_advisory_lock(hashtext('framewatch-migrate'))`;
    await ensureAppRole(sql, new URL(appUrl).username);
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
    await writeLegalTransitions(sql);
    await refuseBypass(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function ensureAppRole(sql: postgres.Sql, appUser: string): Promise<void> {
  const [role] = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`;
  if (!role) await sql.unsafe(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`);
  const [me] = await sql`select current_user as name`;
  for (const user of new Set([me!.name as string, decodeURIComponent(appUser)])) {
    if (user) await sql.unsafe(`grant ${APP_ROLE} to "${user.replaceAll('"', '""')}"`);
  }
  await sql.unsafe(`grant usage on schema public to ${APP_ROLE}`);
}

/** The machine's own table, written out by `npm run db:legal` and kept current by a test. */
async function writeLegalTransitions(sql: postgres.Sql): Promise<void> {
  const rows = legalTransitions.map(([event, from_place, to_place]) => ({ event, from_place, to_place }));
  // Row-level security is forced on the owner too; only its DDL, inside one transaction, may lift it.
  await sql.begin(async (tx) => {
    await tx`alter table legal_transitions no force row level security`;
    await tx`insert into legal_transitions ${tx(rows)} on conflict do nothing`;
    await tx`alter table legal_transitions force row level security`;
  });
}

/** Refuses to go on where row-level security could be bypassed: a powerful app role, or a table it does not cover. */
async function refuseBypass(sql: postgres.Sql): Promise<void> {
  const [role] = await sql`
    select rolsuper or rolbypassrls or exists (
      select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relowner = r.oid and n.nspname = 'public') as powerful
    from pg_roles r where rolname = ${APP_ROLE}`;
  if (role?.powerful) {
    throw new Error(
      `The role ${APP_ROLE} may bypass row-level security: make it nosuperuser nobypassrls, owning no table.`,
    );
  }
  const open = await sql`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`;
  if (open.length > 0) {
    throw new Error(
      `Row-level security is not forced on: ${open.map((t) => t.relname).join(", ")}. Run npm run db:migrate.`,
    );
  }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { env } = await import("@/lib/env");
  const { DATABASE_URL, DATABASE_OWNER_URL } = env();
  await migrate(DATABASE_OWNER_URL ?? DATABASE_URL, DATABASE_URL);
  process.stdout.write("The database is at the newest schema.\n");
}
