"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { type Answer, answer, Refusal } from "@/lib/access/errors";
import { currentSession } from "@/lib/auth/current-actor";
import type { Session } from "@/lib/auth/read-session";
import { beginEnrolment, confirmEnrolment } from "@/lib/auth/second-factor";
import { turnSecondFactorOff } from "@/lib/people/own-account";
import { type QrCode, qrCode } from "./qr-code";
import { requestContext } from "./request-context";

// Not `signedIn`: this is what people do who may do nothing else yet.
async function ownSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) throw new Refusal("not_permitted", "You are signed out. Sign in and try again.");
  return session;
}

/** Makes a new secret for the authenticator app, as text and as a picture to be scanned. */
export async function beginSecondFactor(): Promise<Answer<{ secret: string; picture: QrCode }>> {
  return answer(async () => {
    const { userId } = await ownSession();
    const { secret, address } = await beginEnrolment(userId);
    return { secret, picture: qrCode(address) };
  });
}

/** The recovery codes, once the first code was right; else the faults of the form. */
export type ConfirmAnswer = { codes: string[] } | { faults: FormAnswer } | null;

/** Confirms the secret with the app's first `code`. */
export async function confirmSecondFactor(_: ConfirmAnswer, data: FormData): Promise<ConfirmAnswer> {
  const { clock } = await requestContext();
  const confirmed = await answer(async () =>
    confirmEnrolment(await ownSession(), typed(data, "code"), clock.now()),
  );
  return confirmed.ok ? { codes: confirmed.value.recoveryCodes } : { faults: formAnswer(confirmed) };
}

/** Turns one's own second factor off against the `current` password. */
export async function removeSecondFactor(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const context = await requestContext();
  const removed = await answer(async () => {
    const session = await ownSession();
    await turnSecondFactorOff(
      { ...session, sessionId: session.id },
      { current: typed(data, "current") },
      context,
    );
  });
  if (removed.ok) revalidatePath("/", "layout");
  return formAnswer(removed, { current: "second-factor-current" });
}
