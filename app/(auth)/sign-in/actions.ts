"use server";
import { redirect } from "next/navigation";
import { keepSession, requestContext } from "@/app/_account/request-context";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { answer } from "@/lib/access/errors";
import { actorOf, mustEnrol } from "@/lib/auth/current-actor";
import { readSession } from "@/lib/auth/read-session";
import { signIn } from "@/lib/auth/sign-in";
import { wayBack } from "@/lib/auth/way-back";

/** What the sign-in form is told: its faults, and whether the code of the second factor is wanted now. */
export type SignInAnswer = { form: FormAnswer; codeNeeded: boolean } | null;

/** Signs in with `email`, `password` and, where asked for, `code`; then leads to `next`. */
export async function signInWithPassword(previous: SignInAnswer, data: FormData): Promise<SignInAnswer> {
  const input = { email: typed(data, "email"), password: typed(data, "password"), code: typed(data, "code") };
  const context = await requestContext();
  const signedIn = await answer(() => signIn(input, context));
  if (!signedIn.ok) {
    const { codeNeeded } = signedIn.details as { codeNeeded?: boolean };
    const asked = codeNeeded === true;
    return {
      form: asked ? null : formAnswer(signedIn),
      codeNeeded: asked || (previous?.codeNeeded ?? false),
    };
  }
  await keepSession(signedIn.value);
  const session = await readSession(signedIn.value, context.clock.now());
  if (session && mustEnrol(session)) redirect("/second-factor");
  const actor = session && actorOf(session);
  redirect(wayBack(typed(data, "next"), actor?.kind === "customer" ? "/" : "/ops"));
}
