"use server";
import { refresh } from "next/cache";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { requestCancellation } from "@/lib/variants/request-cancellation";
import { reasonResult, text } from "./reason-result";

const ask = signedIn((actor, input: Parameters<typeof requestCancellation>[1]) =>
  requestCancellation(actor, input, new Date()),
);

/** Asks the producer to cancel the form's variant, with its reason. */
export async function askForCancellation(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await ask({ variantId: text(data, "variantId") ?? "", reason: text(data, "reason") ?? "" });
  refresh();
  return answer.ok ? { ok: true } : reasonResult(answer);
}
