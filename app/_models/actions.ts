"use server";
import { type QrCode, qrCode } from "@/app/_account/qr-code";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { env } from "@/lib/env";
import { createModelLink, LINK_MINUTES } from "@/lib/models/model-link";

const create = signedIn((actor, input: { modelId: string }) => createModelLink(actor, input, new Date()));

/** A link to one model for a phone, as an address and a QR code of it. */
export async function linkForPhone(
  modelId: string,
): Promise<Answer<{ address: string; code: QrCode; minutes: number }>> {
  const answer = await create({ modelId });
  if (!answer.ok) return answer;
  const address = `${env().FRAMEWATCH_URL.replace(/\/$/, "")}/m/${answer.value.token}`;
  return { ok: true, value: { address, code: qrCode(address), minutes: LINK_MINUTES } };
}
