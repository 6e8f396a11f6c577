import { eq } from "drizzle-orm";
import { notificationSettings } from "@/db/schema";
import type { Actor, Tx } from "@/lib/access/actor";

/** The zone a reader has chosen for themselves (Settings, Notifications); otherwise the one given, the producer's. */
export async function readerZone(tx: Tx, actor: Actor, otherwise: string): Promise<string> {
  if (!("userId" in actor)) return otherwise;
  const [settings] = await tx
    .select({ zone: notificationSettings.zone })
    .from(notificationSettings)
    .where(eq(notificationSettings.userId, actor.userId));
  return settings?.zone ?? otherwise;
}
