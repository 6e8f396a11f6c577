import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { settings } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { env } from "@/lib/env";

const key = "nextauth_secret";
let kept: { url: string; secret: Promise<string> } | undefined;

/**
 * What session cookies are sealed with: `NEXTAUTH_SECRET`, else one made once and kept in the database, so that several
 * hosts agree (contract.md, Environment).
 */
export function authSecret(): Promise<string> {
  const { NEXTAUTH_SECRET, DATABASE_URL } = env();
  if (NEXTAUTH_SECRET) return Promise.resolve(NEXTAUTH_SECRET);
  if (kept?.url !== DATABASE_URL) kept = { url: DATABASE_URL, secret: readOrMake() };
  return kept.secret;
}

function readOrMake(): Promise<string> {
  return asActor({ kind: "system", job: "sign-in" }, async (tx) => {
    await tx
      .insert(settings)
      .values({ key, value: randomBytes(32).toString("base64url") })
      .onConflictDoNothing();
    const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
    return row!.value as string;
  });
}
