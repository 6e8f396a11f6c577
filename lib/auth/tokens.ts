import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { accessTokens } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";

export type TokenPurpose = "invite" | "reset" | "setup";

/** What a valid token opens. */
export interface TokenSubject {
  userId: string | null;
  organisationId: string | null;
  invitationId: string | null;
  expiresAt: Date;
}

/** 256 random bits, safe in a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token: with 256 random bits a plain digest cannot be turned back. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Makes a one-time token and keeps its hash; the token itself goes to the caller and nowhere else. As the system. */
export async function mintToken(
  tx: Tx,
  subject: {
    purpose: TokenPurpose;
    expiresAt: Date;
    userId?: string | null;
    organisationId?: string | null;
    invitationId?: string | null;
  },
): Promise<string> {
  const token = newToken();
  await tx.insert(accessTokens).values({ ...subject, tokenHash: hashToken(token) });
  return token;
}

const open = (token: string, purpose: TokenPurpose, now: Date) =>
  and(
    eq(accessTokens.tokenHash, hashToken(token)),
    eq(accessTokens.purpose, purpose),
    isNull(accessTokens.usedAt),
    gt(accessTokens.expiresAt, now),
  );

const shown = {
  userId: accessTokens.userId,
  organisationId: accessTokens.organisationId,
  invitationId: accessTokens.invitationId,
  expiresAt: accessTokens.expiresAt,
};

/** What a token opens, without using it up; null when it is unknown, used or expired. As the system. */
export async function readToken(
  tx: Tx,
  token: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<TokenSubject | null> {
  const [found] = await tx
    .select(shown)
    .from(accessTokens)
    .where(open(token, purpose, now));
  return found ?? null;
}

/** Uses a token up: of several at once, one gets what it opens, the others null. As the system. */
export async function spendToken(
  tx: Tx,
  token: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<TokenSubject | null> {
  const [found] = await tx
    .update(accessTokens)
    .set({ usedAt: now })
    .where(open(token, purpose, now))
    .returning(shown);
  return found ?? null;
}
