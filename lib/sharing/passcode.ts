import { createHmac, timingSafeEqual } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { authSecret } from "@/lib/auth/secret";

/** A passcode is short and chosen by people, so it is hashed like a password (argon2id). */
export const hashPasscode = (passcode: string): Promise<string> => hash(passcode);

export const passcodeMatches = (kept: string, passcode: string): Promise<boolean> => verify(kept, passcode);

/** Seconds a browser is believed to have given a link's passcode. */
export const proofLife = 7 * 24 * 3600;

/** What a browser keeps after the right passcode: when it was given, sealed for this link and this passcode alone. */
export async function proofOf(link: { id: string; passcodeHash: string }, at: Date): Promise<string> {
  const given = Math.floor(at.getTime() / 1000);
  return `${given}.${await seal(link, given)}`;
}

/** Whether a browser's proof was sealed here for this link and is no older than `proofLife`. */
export async function proves(
  proof: string | undefined,
  link: { id: string; passcodeHash: string },
  now: Date,
): Promise<boolean> {
  const [, given, sealed] = /^(\d{1,12})\.([\w-]{43})$/.exec(proof ?? "") ?? [];
  if (!given || !sealed) return false;
  const age = now.getTime() / 1000 - Number(given);
  if (age < -60 || age > proofLife) return false;
  return timingSafeEqual(Buffer.from(await seal(link, Number(given))), Buffer.from(sealed));
}

async function seal({ id, passcodeHash }: { id: string; passcodeHash: string }, given: number) {
  const parts = ["share passcode", id, passcodeHash, given].join("\n");
  return createHmac("sha256", await authSecret())
    .update(parts)
    .digest("base64url");
}
