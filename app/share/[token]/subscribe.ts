"use server";
import { cookies, headers } from "next/headers";
import { answer } from "@/lib/access/errors";
import { subscribeToLink } from "@/lib/sharing/subscribe";
import { readerLocale } from "@/lib/words/reader-locale";
import { proofCookie, readerAddress } from "./open";

export type SubscribeAnswer =
  | { ok: true; email: string }
  | { ok: false; message: string; email: string }
  | null;

/** Asks for the weekly summary of this page by mail; says the same whether or not the address asked before. */
export async function subscribe(_: SubscribeAnswer, data: FormData): Promise<SubscribeAnswer> {
  const email = String(data.get("email") ?? "");
  const asked = await answer(async () =>
    subscribeToLink(
      {
        token: String(data.get("token") ?? ""),
        email,
        locale: readerLocale((await headers()).get("accept-language")),
        proof: (await cookies()).get(proofCookie)?.value,
        address: await readerAddress(),
      },
      new Date(),
    ),
  );
  if (asked.ok) return { ok: true, email: email.trim() };
  return { ok: false, message: asked.fields?.email?.[0] ?? asked.message, email };
}
