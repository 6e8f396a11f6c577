"use server";
import { refresh } from "next/cache";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { undoOperation } from "@/lib/variants/undo";

const undo = signedIn((actor, input: Parameters<typeof undoOperation>[1]) =>
  undoOperation(actor, input, new Date()),
);

/** Takes an operation back as one; says how many variants could not follow. */
export async function undoForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await undo({
    operationId: String(data.get("operationId") ?? ""),
    reason: String(data.get("reason") ?? "").trim() || null,
  });
  if (!answer.ok) return { ok: false, message: answer.message };
  refresh();
  const { refusedTotal, refused } = answer.value;
  return refusedTotal === 0
    ? { ok: true }
    : { ok: false, message: `${refusedTotal} stay as they are: ${refused[0]?.message ?? ""}` };
}
