import postgres from "postgres";
import { ConfigurationError } from "@/lib/env";

const oldest = 15;

/**
 * Checks that a PostgreSQL server new enough answers at `url`. Returns warnings about settings under which
 * a crash could lose what was acknowledged; throws ConfigurationError naming `variable`.
 */
export async function checkServer(url: string, variable: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql`
      select current_setting('server_version_num')::int / 10000 as major, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding`;
    if (row?.major < oldest)
      throw new ConfigurationError(
        `${variable}: PostgreSQL ${row?.major} found, ${oldest} or later is needed.`,
      );
    if (row?.encoding !== "UTF8")
      throw new ConfigurationError(
        `${variable}: the database is encoded in ${row?.encoding}, UTF8 is needed.`,
      );
    return [
      ...(row.fsync === "off" ? ["The database runs with fsync=off: a crash can destroy it."] : []),
      ...(row.commit === "off"
        ? ["The database runs with synchronous_commit=off: a crash can lose the latest changes."]
        : []),
    ];
  } catch (error) {
    throw error instanceof ConfigurationError ? error : new ConfigurationError(explain(error, url, variable));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function explain(error: unknown, url: string, variable: string): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const { host, pathname, username } = new URL(url);
  const reason: Record<string, string> = {
    "28P01": `the server at ${host} refused the password of ${username}`,
    "28000": `the server at ${host} does not let ${username} in`,
    "3D000": `there is no database "${pathname.slice(1)}" at ${host}`,
  };
  return `${variable}: ${reason[code] ?? `no database answers at ${host} (${code || message})`}.`;
}
