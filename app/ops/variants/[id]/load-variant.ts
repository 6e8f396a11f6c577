import { listAttachments } from "@/lib/attachments/attach";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";

import { listComments } from "@/lib/comments/list-comments";

import { brandAsks } from "@/lib/insights/revision-memory";

import { roundsOf } from "@/lib/models/rounds";
import { organisationName } from "@/lib/people/organisation-name";
import { findVariant } from "@/lib/variants/find-variant";
import { latestCancellation } from "@/lib/variants/list-cancellations";
import { listHistory } from "@/lib/variants/list-history";
import { locateVariants } from "@/lib/variants/locate";
import { possibleEvents } from "@/lib/variants/possible-events";
import type { OpsReading } from "../../_record/read";

/** Everything a variant's page shows to the producer, whichever organisation it belongs to; null when there is none. */
export async function loadVariant({ tx, actor, now }: OpsReading, id: string) {
  const [organisationId] = (await locateVariants(tx, actor, [id])).keys();
  const variant = organisationId ? await findVariant(tx, organisationId, id) : null;
  if (!organisationId || !variant) return null;
  const [organisation, history, possible, files, batches, rounds, asks, cancellation, comments] =
    await Promise.all([
      organisationName(tx, organisationId),
      listHistory(tx, organisationId, id, { userId: actor.userId, showNames: true }),
      possibleEvents(tx, organisationId, id, { role: actor.kind, id: actor.userId, at: now }),
      listAttachments(tx, { organisationId, orderId: variant.order.id, variantId: id }),
      listBatchChoices(tx, organisationId),
      roundsOf(tx, organisationId, [id]),
      brandAsks(tx, organisationId, variant.brand.id),
      latestCancellation(tx, organisationId, id),
      listComments(tx, actor, organisationId, { on: "variant", id }, now),
    ]);
  return {
    variant,
    organisation,
    history,
    possible,
    files,
    batches,
    cancellation,
    comments,
    rounds: rounds.get(id) ?? [],
    asks,
  };
}

export type LoadedVariant = NonNullable<Awaited<ReturnType<typeof loadVariant>>>;
