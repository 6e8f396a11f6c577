"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import { makeApiToken, revokeApiToken } from "@/lib/auth/api-tokens";
import { signedIn } from "@/lib/auth/with-actor";

/** What the form is told; `token` is told this once. */
export type TokenAnswer = { form: FormAnswer; token: string | null } | null;

const make = signedIn((actor, input: { name: string; days: number }) =>
  makeApiToken(actor, input, new Date()),
);

/** Makes an API token of one's own for what the form's `tokenName` says, for so many `days`. */
export async function makeTokenForm(_: TokenAnswer, data: FormData): Promise<TokenAnswer> {
  const answer = await make({ name: typed(data, "tokenName"), days: Number(typed(data, "days")) });
  if (answer.ok) revalidatePath("/ops/settings");
  return { form: formAnswer(answer, { name: "tokenName" }), token: answer.ok ? answer.value.token : null };
}

const revoke = signedIn((actor, input: { tokenId: string }) => revokeApiToken(actor, input, new Date()));

/** Ends the `token` of the form: one's own, or, for an administrator, anybody's. */
export async function revokeTokenForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const answer = await revoke({ tokenId: typed(data, "token") });
  revalidatePath("/ops/settings");
  revalidatePath("/ops/admin/people");
  return answer.ok ? { ok: true } : { ok: false, message: answer.message };
}
