import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type ParameterOrJSON, type Sql, type UnsafeQueryOptions } from "postgres";
import { env } from "@/lib/env";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema>;

interface Handles {
  database: Database;
  readings: Database;
  sql: Sql;
}

// One per process, also across hot reloads in development, and never at import: `next build` evaluates modules.
const held = globalThis as typeof globalThis & { framewatchDatabase?: Map<string, Handles> };

function handles(url: string): Handles {
  held.framewatchDatabase ??= new Map();
  let found = held.framewatchDatabase.get(url);
  if (!found) {
    const sql = postgres(url, {
      max: 16,
      idle_timeout: 60,
      connect_timeout: 10,
      onnotice: () => {},
      // Row-level security makes plans look so dear that compiling them (jit) would take seconds.
      connection: {
        application_name: "framewatch",
        lock_timeout: 10_000,
        statement_timeout: 120_000,
        jit: "off",
      },
    });
    found = {
      sql,
      database: drizzle(preparing(sql), { schema }),
      readings: drizzle(preparing(sql, "isolation level repeatable read read only"), { schema }),
    };
    held.framewatchDatabase.set(url, found);
  }
  return found;
}

/** Above it the number of parameters follows the data, and each number would be kept as a statement of its own. */
const PREPARED_PARAMETERS = 32;

/**
 * The same client, whose statements are prepared once per connection: row-level security makes planning them dearer
 * than running them (the overview: 29 of 39 ms), and drizzle prepares only what is named.
 */
function preparing<Client extends Sql>(client: Client, opening = ""): Client {
  return new Proxy(client, {
    get(target, property, receiver) {
      const own = Reflect.get(target, property, receiver);
      if (property === "unsafe") {
        return (text: string, parameters: ParameterOrJSON<never>[] = [], options?: UnsafeQueryOptions) =>
          target.unsafe(text, parameters, {
            ...options,
            prepare: parameters.length > 0 && parameters.length <= PREPARED_PARAMETERS,
          });
      }
      if (property === "begin")
        return (work: (inner: Sql) => Promise<unknown>) =>
          client.begin(opening, (inner) => work(preparing(inner as unknown as Sql)));
      if (property === "savepoint") {
        const open = own as (work: (inner: Sql) => Promise<unknown>) => Promise<unknown>;
        return (work: (inner: Sql) => Promise<unknown>) =>
          open.call(target, (inner) => work(preparing(inner)));
      }
      return own;
    },
  });
}

/** The one handle on the database `DATABASE_URL` names. Only `asActor` and health checks use it. */
export function database(): Database {
  return handles(env().DATABASE_URL).database;
}

/** The same, whose transactions write nothing and read as of one moment. */
export function readings(): Database {
  return handles(env().DATABASE_URL).readings;
}

/** A connection of its own for LISTEN, beside the pool; whoever opens it ends it. */
export function listeningClient(): Sql {
  return postgres(env().DATABASE_URL, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "framewatch listen" },
  });
}

/** Ends all connections of this process; for scripts and tests. */
export async function closeDatabase(): Promise<void> {
  const all = [...(held.framewatchDatabase?.values() ?? [])];
  held.framewatchDatabase?.clear();
  await Promise.all(all.map(({ sql }) => sql.end({ timeout: 5 })));
}
