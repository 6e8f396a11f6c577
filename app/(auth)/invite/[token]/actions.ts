"use server";
import { redirect } from "next/navigation";
import { keepSession } from "@/app/_account/request-context";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { answer } from "@/lib/access/errors";
import { acceptInvitation } from "@/lib/people/accept-invitation";

/** Accepts the invitation behind `token` with `name` and `password`, and lets a new person in at once. */
export async function accept(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const input = { token: typed(data, "token"), name: typed(data, "name"), password: typed(data, "password") };
  const accepted = await answer(() => acceptInvitation(input, new Date()));
  if (!accepted.ok) return formAnswer(accepted);
  const { sessionId } = accepted.value;
  if (sessionId === null) redirect("/sign-in?done=invitation");
  await keepSession(sessionId);
  redirect("/");
}
