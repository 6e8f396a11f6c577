"use server";
import { revalidatePath } from "next/cache";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { revokeShareLink } from "@/lib/sharing/create-link";
import { reasonResult, text } from "../../_actions/reason-result";

const revoke = signedIn((actor, input: { linkId: string }) => revokeShareLink(actor, input, new Date()));

/** Ends the share link named in the form. */
export async function revokeLink(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await revoke({ linkId: text(data, "link") ?? "" });
  revalidatePath("/", "layout");
  return reasonResult(answer);
}
