"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { type Answer, parse } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import type { EventId } from "@/lib/lifecycle/states";
import type { OperationResult } from "@/lib/variants/operation-result";
import { sendEvent } from "@/lib/variants/send-event";
import { undoOperation } from "@/lib/variants/undo";
import { ids, reasonResult, text } from "./reason-result";

const send = signedIn(async (actor, input: Parameters<typeof sendEvent>[1]) =>
  sendEvent(actor, input, new Date()),
);
const undo = signedIn(async (actor, input: { operationId: string }) =>
  undoOperation(actor, input, new Date()),
);

/**
 * Sends the form's `event` to the variants in `variants` (ids with the version the page showed, `id:version`), with
 * its `reason` and `code`. What was not moved is said with its reason.
 */
export async function sendFromForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const shown = ids(data, "variants").map((pair) => pair.split(":"));
  const answer = await send({
    variantIds: shown.map(([id]) => id ?? ""),
    event: text(data, "event") as EventId,
    reason: text(data, "reason"),
    reasonCode: text(data, "code"),
    expectedVersions: Object.fromEntries(
      shown.filter(([, version]) => version).map(([id, version]) => [id ?? "", Number(version)]),
    ),
  });
  revalidatePath("/", "layout");
  return answer.ok ? refusedResult(answer.value) : reasonResult(answer);
}

const selectionSchema = z.object({
  variants: z.array(z.object({ id: z.string(), version: z.int() })),
  event: z.enum(["validate", "requestRevision"]),
  reason: z.string().nullable(),
  code: z.string().nullable(),
});

const sendSelected = signedIn(async (actor, input: z.input<typeof selectionSchema>) => {
  const { variants, event, reason, code } = parse(selectionSchema, input);
  const wish = { variantIds: variants.map(({ id }) => id), event, reason, reasonCode: code };
  const expectedVersions = Object.fromEntries(variants.map(({ id, version }) => [id, version]));
  return sendEvent(actor, { ...wish, expectedVersions }, new Date());
});

/** Sends an event to a selection; answers what was moved and what was not, each with its reason. */
export async function sendToSelection(
  input: z.input<typeof selectionSchema>,
): Promise<Answer<OperationResult>> {
  const answer = await sendSelected(input);
  revalidatePath("/", "layout");
  return answer;
}

/** Takes back what an operation of one's own did, within ten minutes. */
export async function undoSent(operationId: string): Promise<Answer<OperationResult>> {
  const answer = await undo({ operationId });
  revalidatePath("/", "layout");
  return answer;
}

function refusedResult({ moved, refused, refusedTotal }: OperationResult): ReasonResult {
  const [first] = refused;
  if (!first) return { ok: true };
  const others = refusedTotal > 1 ? ` (${first.sku}, and ${refusedTotal - 1} more)` : "";
  const done = moved > 0 ? `${moved} done. ` : "";
  return { ok: false, message: `${done}${first.message}${others}` };
}
