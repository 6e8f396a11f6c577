import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { authSecret } from "@/lib/auth/secret";

/** Whose mails a link stops, and which: kinds, or `digest`. */
export interface Stop {
  userId: string;
  stops: string[];
}

const stopSchema = z.tuple([z.uuid(), z.array(z.string().max(40)).min(1).max(20)]);

async function sealOf(payload: string): Promise<Buffer> {
  return createHmac("sha256", await authSecret())
    .update(`stop mails\0${payload}`)
    .digest();
}

/** What a link carries that stops mails: sealed, so that nobody stops another's, and without an end, as mails have none. */
export async function stopToken(userId: string, stops: readonly string[]): Promise<string> {
  const payload = Buffer.from(JSON.stringify([userId, stops])).toString("base64url");
  return `${payload}.${(await sealOf(payload)).toString("base64url")}`;
}

/** What a token stops; null where it was not made here. */
export async function readStop(token: string): Promise<Stop | null> {
  const [payload = "", seal = "", ...rest] = token.split(".");
  const expected = await sealOf(payload);
  const given = Buffer.from(seal, "base64url");
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const found = stopSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return found.success ? { userId: found.data[0], stops: found.data[1] } : null;
}
