import { and, asc, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { apiTokens, users } from "@/db/schema";
import { type Actor, asActor, type ProducerActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse, Refusal } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { TOKEN_DAYS, TOKEN_MARK } from "./token-days";
import { hashToken, newToken } from "./tokens";

/** Live ones of one person. */
const most = 20;
const DAY = 86_400_000;

function requireMaker(actor: Actor): ProducerActor {
  if ((actor.kind !== "ops" && actor.kind !== "admin") || !can(roleOf(actor), "makeApiTokens"))
    throw notPermitted("make API tokens");
  return actor;
}

const makeSchema = z.object({
  name: z.string().trim().min(1, "Say what it is for.").max(80, "At most 80 characters."),
  days: z.literal(TOKEN_DAYS, "Choose how long it works."),
});

/** Makes a token that acts for its maker for so many days. The token itself goes to the caller and nowhere else. */
export function makeApiToken(
  actor: Actor,
  input: { name: string; days: number },
  at: Date,
): Promise<{ token: string }> {
  const { userId } = requireMaker(actor);
  const { name, days } = parse(makeSchema, input);
  const token = `${TOKEN_MARK}${newToken()}`;
  const expiresAt = new Date(at.getTime() + days * DAY);
  return asActor(actor, async (tx) => {
    const open = or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, at));
    const live = await tx.$count(
      apiTokens,
      and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt), open),
    );
    if (live >= most)
      throw new Refusal("limited", `You have ${most} tokens. Revoke one that is not used any more first.`);
    await tx
      .insert(apiTokens)
      .values({ id: newId(), userId, name, tokenHash: hashToken(token), createdAt: at, expiresAt });
    return { token };
  });
}

/** Ends a token at once: one's own, an administrator anybody's. One that has ended is no fault. */
export function revokeApiToken(actor: Actor, input: { tokenId: string }, at: Date): Promise<void> {
  const { userId, kind } = requireMaker(actor);
  const { tokenId } = parse(z.object({ tokenId: idSchema }), input);
  return asActor(actor, async (tx) => {
    const [found] = await tx
      .update(apiTokens)
      .set({
        revokedAt: sql`coalesce(${apiTokens.revokedAt}, ${at.toISOString()}::timestamptz)`,
        revokedBy: sql`coalesce(${apiTokens.revokedBy}, ${userId}::uuid)`,
      })
      .where(and(eq(apiTokens.id, tokenId), kind === "admin" ? undefined : eq(apiTokens.userId, userId)))
      .returning({ id: apiTokens.id });
    if (!found) throw notFound("This token");
  });
}

/** A token as its owner and the administrators see it: never itself. */
export interface ApiTokenLine {
  id: string;
  name: string;
  createdAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  /** Null for one made before tokens had an end. */
  expiresAt: Date | null;
}

const { id, name, createdAt, lastUsedAt, expiresAt, userId, revokedAt } = apiTokens;
const line = { id, name, createdAt, lastUsedAt, expiresAt };

/** One's own tokens that were not revoked, the latest first; those past their end too, until they are removed. */
export function listApiTokens(actor: ProducerActor): Promise<ApiTokenLine[]> {
  return asActor(
    actor,
    (tx) =>
      tx
        .select(line)
        .from(apiTokens)
        .where(and(eq(userId, actor.userId), isNull(revokedAt)))
        .orderBy(desc(createdAt)),
    { readOnly: true },
  );
}

/** Everybody's tokens that were not revoked, by their owner's name. For administrators. */
export function listEveryApiToken(actor: Actor): Promise<(ApiTokenLine & { owner: string })[]> {
  if (actor.kind !== "admin") throw notPermitted("see the tokens of others");
  return asActor(
    actor,
    (tx) =>
      tx
        .select({ ...line, owner: users.name })
        .from(apiTokens)
        .innerJoin(users, eq(users.id, userId))
        .where(isNull(revokedAt))
        .orderBy(asc(sql`lower(${users.name})`), desc(createdAt)),
    { readOnly: true },
  );
}

/** Whom a token acts for, or why it opens nothing: `ended` names when that was. */
export type Opened =
  | { actor: ProducerActor }
  | { fault: "unknown" | "owner" }
  | { fault: "expired" | "revoked"; ended: Date };

/** Whom a token acts for now. Its use is noted to the minute. */
export async function actorOfToken(token: string, now: Date): Promise<Opened> {
  if (!/^fw_[A-Za-z0-9_-]{43}$/.test(token)) return { fault: "unknown" };
  return asActor({ kind: "system", job: "api token" }, async (tx) => {
    const [found] = await tx
      .select({ token: apiTokens, kind: users.producerRole, disabledAt: users.disabledAt })
      .from(apiTokens)
      .innerJoin(users, eq(users.id, userId))
      .where(eq(apiTokens.tokenHash, hashToken(token)));
    if (!found) return { fault: "unknown" };
    const { token: kept, kind, disabledAt } = found;
    if (kept.revokedAt) return { fault: "revoked", ended: kept.revokedAt };
    if (kept.expiresAt && kept.expiresAt <= now) return { fault: "expired", ended: kept.expiresAt };
    if (!kind || disabledAt) return { fault: "owner" };
    if (!kept.lastUsedAt || kept.lastUsedAt.getTime() < now.getTime() - 60_000)
      await tx.update(apiTokens).set({ lastUsedAt: now }).where(eq(id, kept.id));
    return { actor: { kind, userId: kept.userId } };
  });
}
