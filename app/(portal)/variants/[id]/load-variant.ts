import { listAttachments } from "@/lib/attachments/attach";
import { listComments } from "@/lib/comments/list-comments";
import { roundsOf } from "@/lib/models/rounds";
import { findVariant } from "@/lib/variants/find-variant";
import { latestCancellation } from "@/lib/variants/list-cancellations";
import { listHistory } from "@/lib/variants/list-history";
import { possibleEvents } from "@/lib/variants/possible-events";
import type { Reading } from "../../_page/read";

/** Everything a variant's page shows; null when there is none. */
export async function loadVariant({ tx, actor, organisationId, showNames, now }: Reading, id: string) {
  const variant = await findVariant(tx, organisationId, id);
  if (!variant) return null;
  const by = { role: actor.role, id: actor.userId, at: now };
  const [history, possible, files, rounds, cancellation, comments] = await Promise.all([
    listHistory(tx, organisationId, id, { userId: actor.userId, showNames }),
    possibleEvents(tx, organisationId, id, by),
    listAttachments(tx, { organisationId, orderId: variant.order.id, variantId: id }),
    roundsOf(tx, organisationId, [id]),
    latestCancellation(tx, organisationId, id),
    listComments(tx, actor, organisationId, { on: "variant", id }, now),
  ]);
  return { variant, history, possible, files, cancellation, comments, rounds: rounds.get(id) ?? [] };
}

export type LoadedVariant = NonNullable<Awaited<ReturnType<typeof loadVariant>>>;
