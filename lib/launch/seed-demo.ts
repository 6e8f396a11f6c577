import { eq } from "drizzle-orm";
import { settings } from "@/db/schema";
import { emptyDatabase } from "@/db/seed/empty-database";
import { asActor } from "@/lib/access/actor";
import { isEmptyHouse } from "@/lib/auth/first-admin";

const system = { kind: "system", job: "seed" } as const;
const key = "demo";

/**
 * Has the demo told by `tell` into an empty database. It is told by many commands, so one that was cut off leaves a mark behind,
 * by which the next start begins it again. A database with anything of its own in it is left alone.
 */
export async function seedDemo(ownerUrl: string, tell: () => Promise<void>): Promise<void> {
  const [mark] = await asActor(system, (tx) => tx.select().from(settings).where(eq(settings.key, key)));
  const cutOff = mark?.value === "begun";
  if (!cutOff && !(await isEmptyHouse())) return;
  console.log("Making the demo data …");
  await note("begun");
  if (cutOff) await emptyDatabase(ownerUrl);
  await tell();
  await note("told");
}

async function note(value: "begun" | "told"): Promise<void> {
  await asActor(system, (tx) =>
    tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }),
  );
}
