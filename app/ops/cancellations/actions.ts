"use server";
import { refresh } from "next/cache";
import { reasonResult, text } from "@/app/(portal)/_actions/reason-result";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { answerCancellation } from "@/lib/variants/answer-cancellation";

const answer = signedIn((actor, input: Parameters<typeof answerCancellation>[1]) =>
  answerCancellation(actor, input, new Date()),
);

/** Cancels what the customer asked to be cancelled. */
export async function grantCancellation(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const given = await answer({ requestId: text(data, "requestId") ?? "", decision: "grant" });
  refresh();
  return given.ok ? { ok: true } : reasonResult(given);
}

/** Leaves it in production, with words for the customer. */
export async function declineCancellation(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const reason = text(data, "reason") ?? "";
  const given = await answer({
    requestId: text(data, "requestId") ?? "",
    decision: "decline",
    answer: reason,
  });
  refresh();
  return given.ok ? { ok: true } : reasonResult(given);
}
