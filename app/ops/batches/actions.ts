"use server";
import { redirect } from "next/navigation";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { createBatch } from "@/lib/batches/create-batch";

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
