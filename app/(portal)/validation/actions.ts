"use server";
import { revalidatePath } from "next/cache";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { type RequestRevisionInput, requestRevision } from "@/lib/validation/request-revision";

const request = signedIn((actor, input: RequestRevisionInput) => requestRevision(actor, input, new Date()));

/** Sends one variant back with a code, words and pins. */
export async function sendBack(
  input: RequestRevisionInput,
): Promise<Answer<{ operationId: string; sku: string }>> {
  const answer = await request(input);
  revalidatePath("/", "layout");
  return answer;
}
