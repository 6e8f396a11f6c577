"use server";
import { redirect } from "next/navigation";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { carryMarks } from "@/lib/alerts/carry-marks";
import { signedIn } from "@/lib/auth/with-actor";
import { createBatch } from "@/lib/batches/create-batch";
import { mergeBatch } from "@/lib/variants/merge-batch";
import { splitBatch } from "@/lib/variants/split-batch";
import { resolveSelection, type WorkSelection } from "@/lib/variants/work-selection";

const create = signedIn((actor, input: Parameters<typeof createBatch>[1]) =>
  createBatch(actor, input, new Date()),
);

/** Makes an empty batch and opens its page. */
export async function createBatchForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const organisationId = typed(data, "organisationId");
  if (organisationId === "") {
    const message = "Choose whose batch it is.";
    return { done: false, faults: [{ field: "organisationId", message }] };
  }
  const made = await create({
    organisationId,
    name: typed(data, "name"),
    requestedOn: typed(data, "requestedOn") || null,
  });
  if (!made.ok) return formAnswer(made);
  redirect(`/ops/batches/${made.value.batchId}`);
}

const merge = signedIn((actor, input: Parameters<typeof mergeBatch>[1]) =>
  mergeBatch(actor, input, new Date(), carryMarks),
);

/** Puts the `batch` of the form into the one chosen as its `code`, and goes there. */
export async function mergeBatchForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const intoId = typed(data, "code");
  if (intoId === "") return { ok: false, message: "Choose the batch it goes into.", field: "code" };
  const merged = await merge({ batchId: typed(data, "batch"), intoId, reason: typed(data, "reason") });
  if (merged.ok) redirect(`/ops/batches/${merged.value.intoId}`);
  return { ok: false, message: merged.message, ...(merged.fields?.reason ? { field: "reason" } : {}) };
}

type Which = Extract<WorkSelection, { filter: object }>["filter"];
const split = signedIn(
  async (actor, { filter, name, reason }: { filter: Which; name: string; reason: string | null }) => {
    const now = new Date();
    const variantIds = await resolveSelection(actor, { filter }, now);
    return splitBatch(actor, { variantIds, name, reason }, now);
  },
);

/** Takes some variants of the `batch` of the form (`which`: of a state or a product, or the late ones) into a new one, and goes there. */
export async function splitBatchForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const [kind, of] = typed(data, "which").split(":");
  if (kind === "") return { ok: false, message: "Choose which variants leave it." };
  const filter = {
    state: (kind === "state" ? of : "all") as Which["state"],
    batchId: typed(data, "batch"),
    ...(kind === "product" && of ? { productId: of } : {}),
    ...(kind === "late" ? { delay: "late" as const } : {}),
  };
  const done = await split({ filter, name: typed(data, "name"), reason: typed(data, "reason") || null });
  if (done.ok) redirect(`/ops/batches/${done.value.batchId}`);
  return { ok: false, message: done.message };
}
