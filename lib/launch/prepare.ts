import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { mintSetupCode } from "@/lib/auth/first-admin";
import { authSecret } from "@/lib/auth/secret";
import { ConfigurationError, env } from "@/lib/env";
import { vapidKeys } from "@/lib/notifications/vapid";
import { checkStore } from "@/lib/storage/check-store";
import { checkServer } from "./check-server";
import { seedDemo } from "./seed-demo";

/** What the launcher needs to know of a database that is ready to be served. */
export interface Prepared {
  /** What sessions are sealed with: the configured one, or the one kept in the database. */
  sessionSecret: string;
  /** The one-time code of the first administrator; null when somebody can sign in already. */
  setupCode: string | null;
  /** Where the demo that was just made is shown without an account; null where it was there before. */
  sharedPath: string | null;
  /** What an administrator should know of the database server and the file store, a line each. */
  warnings: string[];
}

const insufficientPrivilege = "42501";

/** Migrates, keeps the session secret and the push keys, seeds an empty demo, or else lets the first administrator in. */
async function prepare(): Promise<Prepared> {
  const { DATABASE_URL, DATABASE_OWNER_URL, DEMO } = env();
  const warnings = await checkServer(DATABASE_URL, "DATABASE_URL");
  if (DATABASE_OWNER_URL) await checkServer(DATABASE_OWNER_URL, "DATABASE_OWNER_URL");
  warnings.push(...(await checkStore()));
  const ownerUrl = DATABASE_OWNER_URL ?? DATABASE_URL;
  await bringUpToDate(ownerUrl, DATABASE_URL);
  let sharedPath: string | null = null;
  if (DEMO) {
    const { tellDemo } = await import("@/db/seed/demo/tell");
    await seedDemo(ownerUrl, async () => {
      ({ sharedPath } = await tellDemo(new Date()));
    });
  }
  await vapidKeys();
  return { sessionSecret: await authSecret(), setupCode: await mintSetupCode(), sharedPath, warnings };
}

/** What went wrong in the end, which drizzle wraps in the statement. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

async function bringUpToDate(ownerUrl: string, appUrl: string): Promise<void> {
  try {
    await migrate(ownerUrl, appUrl);
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? error) as Error & { code?: string };
    if (code !== insufficientPrivilege) throw error;
    throw new ConfigurationError(
      `DATABASE_OWNER_URL must name a role that may migrate: ${new URL(ownerUrl).username} may not (${message}).`,
    );
  }
}

try {
  const prepared = await prepare();
  process.send?.(prepared);
} catch (error) {
  process.send?.({ failure: reasonOf(error) });
  process.exitCode = 1;
} finally {
  await closeDatabase();
  process.disconnect?.();
}
