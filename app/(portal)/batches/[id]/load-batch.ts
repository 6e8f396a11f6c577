import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { causesOf } from "@/lib/alerts/causes";
import { findBatch } from "@/lib/batches/find-batch";
import { type BatchStep, listBatchSteps } from "@/lib/batches/list-batch-steps";
import { listProductsOfBatch } from "@/lib/batches/list-products";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { listComments } from "@/lib/comments/list-comments";
import { listMergedDates, listPromises } from "@/lib/promises/list-promises";
import { scoreBatches } from "@/lib/promises/score-batches";
import { loadPictures } from "@/lib/reports/pictures";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { loadBatchTurns } from "@/lib/variants/load-turn-days";
import type { Reading } from "../../_page/read";
import type { VariantView } from "../../_page/variant-view";

/** How many batches that came true last tell how well dates were kept. */
const SCORED = 20;

/** Everything a batch's page shows; null when there is none. */
export async function loadBatch(
  { tx, actor, organisationId, rules, now }: Reading,
  id: string,
  view: VariantView,
) {
  const batch = await findBatch(tx, organisationId, id);
  if (!batch || batch.mergedInto) return batch && { batch, rest: null };
  const { filter, place, sort, descending, from } = view;
  const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
  const [
    causes,
    products,
    variants,
    late,
    outlooks,
    turns,
    comments,
    dates,
    merged,
    scores,
    pictures,
    steps,
  ] = await Promise.all([
    causesOf(tx, organisationId, { now, rules, batchId: id, side: "customer" }),
    listProductsOfBatch(tx, organisationId, id),
    listVariants(tx, organisationId, { batchId: id, filter, ...(place ? { place } : {}) }, page),
    countLate(tx, organisationId, { batchId: id }, now),
    loadOutlooks(tx, organisationId, [batch], { rules, now }),
    loadBatchTurns(tx, organisationId, id, { calendar: rules.calendar, now }),
    listComments(tx, actor, organisationId, { on: "batch", id }, now),
    listPromises(tx, organisationId, id),
    listMergedDates(tx, organisationId, id),
    scoreBatches(tx, rules.calendar, { organisationId, most: SCORED }),
    loadPictures(tx, { kind: "batch", organisationId, id }, batch.counts, { rules, now }),
    listBatchSteps(tx, organisationId, id),
  ]);
  const alerts = await alertsOf(tx, organisationId, { now, rules, batchId: id, causes });
  const outlook = outlooks.get(id);
  if (!outlook) throw new Error(`No outlook was made for batch ${id}.`);
  return {
    batch,
    rest: {
      alerts,
      products,
      variants,
      late,
      outlook,
      turns,
      comments,
      dates,
      merged,
      scores,
      pictures,
      origin: originIn(steps),
    },
  };
}

export type LoadedBatch = NonNullable<NonNullable<Awaited<ReturnType<typeof loadBatch>>>["rest"]>;

/** The batches it was split off from, where it was. */
const originIn = (steps: readonly BatchStep[]) => steps.find(({ kind }) => kind === "split_from");
