import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { asActor, type Tx } from "@/db/as-actor";
import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { accessTokens, settings, users } from "@/db/schema";
import { env } from "@/lib/env";
import { checkServer } from "./check-server";

/** What the launcher needs to know of a database that is ready to be served. */
export interface Prepared {
  /** What next-auth signs with: the configured one, or the one kept in the database. */
  sessionSecret: string;
  /** The one-time code of the first administrator; null when somebody can sign in already. */
  setupCode: string | null;
  /** What an administrator should know of this database server, a line each. */
  warnings: string[];
}

const system = { kind: "system", job: "start" } as const;
const setupCodeLife = 7 * 24 * 3_600_000;

/** Migrates, keeps the session secret, seeds an empty demo, or else lets the first administrator in. */
async function prepare(): Promise<Prepared> {
  const { DATABASE_URL, DATABASE_OWNER_URL, NEXTAUTH_SECRET } = env();
  const warnings = await checkServer(DATABASE_URL, "DATABASE_URL");
  if (DATABASE_OWNER_URL) await checkServer(DATABASE_OWNER_URL, "DATABASE_OWNER_URL");
  await migrate(DATABASE_OWNER_URL ?? DATABASE_URL, DATABASE_URL);
  const sessionSecret = NEXTAUTH_SECRET ?? (await asActor(system, keptSecret));
  const setupCode = await asActor(system, mintSetupCode);
  return { sessionSecret, setupCode, warnings };
}

/** Several hosts share one database, so the first to come decides. */
async function keptSecret(tx: Tx): Promise<string> {
  const key = "nextauth_secret";
  await tx
    .insert(settings)
    .values({ key, value: randomBytes(32).toString("base64url") })
    .onConflictDoNothing();
  const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value as string;
}

async function mintSetupCode(tx: Tx): Promise<string | null> {
  const [anyone] = await tx.select({ id: users.id }).from(users).limit(1);
  if (anyone) return null;
  const code = randomBytes(32).toString("base64url");
  await tx.delete(accessTokens).where(eq(accessTokens.purpose, "setup"));
  await tx.insert(accessTokens).values({
    tokenHash: createHash("sha256").update(code).digest("hex"),
    purpose: "setup",
    expiresAt: new Date(Date.now() + setupCodeLife),
  });
  return code;
}

try {
  const prepared = await prepare();
  process.send?.(prepared);
} catch (error) {
  process.send?.({ failure: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
} finally {
  await closeDatabase();
  process.disconnect?.();
}
