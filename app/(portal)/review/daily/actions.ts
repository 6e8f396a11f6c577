"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { markSeen } from "@/lib/review/mark-seen";

const marking = signedIn((actor, until: string) => markSeen(actor, { until }, new Date()));

/** "I have seen this": what comes from now on is new. */
export async function markSeenForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const answer = await marking(typed(data, "until"));
  if (answer.ok) revalidatePath("/review/daily");
  return formAnswer(answer);
}
