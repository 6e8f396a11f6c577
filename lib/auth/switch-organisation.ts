import { and, eq } from "drizzle-orm";
import { memberships, sessions } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";

/** Makes a session look at another of the person's organisations. Throws *not found* where they do not belong to it. */
export async function switchOrganisation(
  session: { id: string; userId: string },
  organisationId: string,
): Promise<void> {
  if (!isId(organisationId)) throw notFound("That organisation");
  await asActor({ kind: "system", job: "session" }, async (tx) => {
    const [member] = await tx
      .select({ organisationId: memberships.organisationId })
      .from(memberships)
      .where(and(eq(memberships.organisationId, organisationId), eq(memberships.userId, session.userId)));
    if (!member) throw notFound("That organisation");
    await tx.update(sessions).set({ organisationId }).where(eq(sessions.id, session.id));
  });
}
