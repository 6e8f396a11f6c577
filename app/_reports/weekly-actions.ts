"use server";
import { refresh } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { endWeekly, mailWeekly } from "@/lib/reports/weekly";

const begin = signedIn((actor, input: Parameters<typeof mailWeekly>[1]) =>
  mailWeekly(actor, input, new Date()),
);

/** Sends a report to an address every Monday; `of` is a batch's id, or nothing for everything. */
export async function mailWeeklyForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const batch = typed(data, "of");
  const answer = await begin({
    ...(batch ? { scope: "batch", subjectId: batch } : { scope: "organisation" }),
    email: typed(data, "email"),
  });
  refresh();
  return formAnswer(answer);
}

const end = signedIn(endWeekly);

/** Ends what goes to one address. */
export async function endWeeklyForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const answer = await end({ subscriptionId: typed(data, "subscriptionId") });
  refresh();
  return formAnswer(answer);
}
