import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { apiTokens, users } from "@/db/schema";
import { type Actor, asActor, type ProducerActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { hashToken, newToken } from "./tokens";

/** In front of every one, so that whoever finds one knows what it is. */
const mark = "fw_";
/** Live ones of one person. */
const most = 20;

function requireMaker(actor: Actor): ProducerActor {
  if ((actor.kind !== "ops" && actor.kind !== "admin") || !can(roleOf(actor), "makeApiTokens"))
    throw notPermitted("make API tokens");
  return actor;
}

const makeSchema = z.object({
  name: z.string().trim().min(1, "Say what it is for.").max(80, "At most 80 characters."),
});

/** Makes a token that acts for its maker until it is revoked. The token itself goes to the caller and nowhere else. */
export function makeApiToken(actor: Actor, input: { name: string }, at: Date): Promise<{ token: string }> {
  const { userId } = requireMaker(actor);
  const { name } = parse(makeSchema, input);
  const token = `${mark}${newToken()}`;
  return asActor(actor, async (tx) => {
    const live = await tx.$count(apiTokens, and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)));
    if (live >= most)
      throw new Refusal("limited", `You have ${most} tokens. Revoke one that is not used any more first.`);
    await tx
      .insert(apiTokens)
      .values({ id: newId(), userId, name, tokenHash: hashToken(token), createdAt: at });
    return { token };
  });
}

/** Ends one of one's own tokens at once; one that has ended is no fault. */
export function revokeApiToken(actor: Actor, input: { tokenId: string }, at: Date): Promise<void> {
  const { userId } = requireMaker(actor);
  const { tokenId } = parse(z.object({ tokenId: idSchema }), input);
  return asActor(actor, async (tx) => {
    const [found] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`coalesce(${apiTokens.revokedAt}, ${at.toISOString()}::timestamptz)` })
      .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, tokenId)))
      .returning({ id: apiTokens.id });
    if (!found) throw notFound("This token");
  });
}

/** A token as its owner sees it: never itself. */
export interface ApiTokenLine {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** One's own live tokens, the latest first. */
export function listApiTokens(actor: ProducerActor): Promise<ApiTokenLine[]> {
  const { id, name, createdAt, lastUsedAt, userId, revokedAt } = apiTokens;
  return asActor(
    actor,
    (tx) =>
      tx
        .select({ id, name, createdAt, lastUsedAt })
        .from(apiTokens)
        .where(and(eq(userId, actor.userId), isNull(revokedAt)))
        .orderBy(desc(createdAt)),
    { readOnly: true },
  );
}

/** Whom a token acts for now; null where it is unknown or revoked, or its owner disabled or no longer the producer's. */
export async function actorOfToken(token: string, now: Date): Promise<ProducerActor | null> {
  if (!/^fw_[A-Za-z0-9_-]{43}$/.test(token)) return null;
  return asActor({ kind: "system", job: "api token" }, async (tx) => {
    const [found] = await tx
      .select({ id: apiTokens.id, userId: users.id, kind: users.producerRole })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, apiTokens.userId))
      .where(
        and(eq(apiTokens.tokenHash, hashToken(token)), isNull(apiTokens.revokedAt), isNull(users.disabledAt)),
      );
    if (!found?.kind) return null;
    const { id, kind, userId } = found;
    const minuteAgo = new Date(now.getTime() - 60_000);
    await tx
      .update(apiTokens)
      .set({ lastUsedAt: now })
      .where(
        and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, minuteAgo))),
      );
    return { kind, userId };
  });
}
