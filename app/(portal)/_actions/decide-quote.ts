"use server";
import { revalidatePath } from "next/cache";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { signedIn } from "@/lib/auth/with-actor";
import { decideQuote } from "@/lib/quotes/decide-quote";
import { ids, reasonResult, text } from "./reason-result";

const decide = signedIn(async (actor, input: Parameters<typeof decideQuote>[1]) =>
  decideQuote(actor, input, new Date()),
);

/** Decides lines of a quote version: `version`, the variants in `accept` and `reject`, and a `reason` for the rejected. */
export async function decideLines(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await decide({
    quoteVersionId: text(data, "version") ?? "",
    accept: ids(data, "accept"),
    reject: ids(data, "reject"),
    reason: text(data, "reason"),
  });
  // A lost race shows who decided what: the page is read again either way.
  revalidatePath("/", "layout");
  return reasonResult(answer);
}
