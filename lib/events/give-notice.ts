import { untoldNews } from "@/db/schema";
import type { Notice } from "@/db/schema/notifications";
import type { Tx } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";

/** A message to named people of one organisation or of the producer's. */
export interface NewNotice extends Omit<Notice, "at" | "batchId"> {
  organisationId: string;
  kind: "mention" | "ticket_answered" | "left_catalogue";
  batchId?: string | null;
  at: Date;
}

/**
 * Leaves a message to people inside the caller's transaction; each is told once for each `cause`, by the channels they
 * chose (lib/notifications). Whoever may not see the organisation is not told.
 */
export async function giveNotice(
  tx: Tx,
  { organisationId, at, batchId, ...notice }: NewNotice,
): Promise<void> {
  if (notice.userIds.length === 0) return;
  await tx.insert(untoldNews).values({
    organisationId,
    id: newId(),
    notice: { ...notice, batchId: batchId ?? null, at: at.toISOString() },
  });
}
