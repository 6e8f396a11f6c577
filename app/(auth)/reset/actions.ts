"use server";
import { redirect } from "next/navigation";
import { requestContext } from "@/app/_account/request-context";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { answer } from "@/lib/access/errors";
import { requestReset, resetPassword } from "@/lib/people/reset-password";

/** Asks for a link to choose a new password; says the same whether `email` has an account or not. */
export async function askForReset(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const context = await requestContext();
  return formAnswer(await answer(() => requestReset({ email: typed(data, "email") }, context)));
}

/** Chooses a new `password` with the link's `token`, then leads to the sign-in. */
export async function chooseNewPassword(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const context = await requestContext();
  const input = { token: typed(data, "token"), password: typed(data, "password") };
  const chosen = await answer(() => resetPassword(input, context));
  if (!chosen.ok) return formAnswer(chosen);
  redirect("/sign-in?done=reset");
}
