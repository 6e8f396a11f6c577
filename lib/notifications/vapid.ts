import { eq } from "drizzle-orm";
import webPush from "web-push";
import { settings } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { env } from "@/lib/env";

/** What our pushes are signed with, and whom a push service may write to about them. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
  subject: string;
}

const key = "vapid_keys";
let kept: { url: string; pair: Promise<Omit<VapidKeys, "subject">> } | undefined;

/**
 * The keys of `VAPID_*`, else a pair made once and kept in the database, so that several hosts agree (contract.md,
 * Environment). New keys would silence every browser that subscribed under the old ones.
 */
export async function vapidKeys(): Promise<VapidKeys> {
  const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT, FRAMEWATCH_URL, DATABASE_URL } = env();
  const { hostname } = new URL(FRAMEWATCH_URL);
  const subject =
    VAPID_SUBJECT ?? (FRAMEWATCH_URL.startsWith("https:") ? FRAMEWATCH_URL : `mailto:no-reply@${hostname}`);
  if (VAPID_PUBLIC_KEY && VAPID_PRIVATE_KEY)
    return { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY, subject };
  if (kept?.url !== DATABASE_URL) kept = { url: DATABASE_URL, pair: readOrMake() };
  return { ...(await kept.pair), subject };
}

function readOrMake(): Promise<Omit<VapidKeys, "subject">> {
  return asActor({ kind: "system", job: "push" }, async (tx) => {
    await tx.insert(settings).values({ key, value: webPush.generateVAPIDKeys() }).onConflictDoNothing();
    const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
    return row!.value as Omit<VapidKeys, "subject">;
  });
}
