import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { quoteDecisions, quoteLines, quotes, quoteVersions } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema, newId } from "@/lib/access/ids";
import { record } from "@/lib/events/record";
import { applyEvent } from "@/lib/variants/apply-event";
import { pendingLines } from "./pending-lines";
import { refuseAny } from "./refuse-any";

const decideSchema = z
  .object({
    quoteVersionId: idSchema,
    accept: z.array(idSchema).default([]),
    reject: z.array(idSchema).default([]),
    reason: z.string().trim().max(2_000).nullish(),
  })
  .refine((d) => d.accept.length + d.reject.length > 0, "Choose at least one line to decide.")
  .refine(
    (d) => !d.accept.some((id) => d.reject.includes(id)),
    "A line can be accepted or rejected, not both.",
  )
  .refine((d) => d.reject.length === 0 || d.reason, {
    path: ["reason"],
    message: "Say why you reject the quote.",
  });

export interface Decided {
  decisionId: string;
  accepted: number;
  rejected: number;
}

/**
 * Decides lines of one open quote version: one immutable decision naming version, lines, prices, who and when. All of
 * them or none. Two people deciding at once: one wins, the other is told who decided what.
 */
export function decideQuote(actor: Actor, input: z.input<typeof decideSchema>, at: Date): Promise<Decided> {
  if (actor.kind !== "customer") throw notPermitted("decide quotes; that is the customer's decision");
  const { organisationId, userId } = actor;
  const { quoteVersionId, accept, reject, reason } = parse(decideSchema, input);
  return asActor(actor, async (tx) => {
    const version = await findVersion(tx, organisationId, quoteVersionId);
    const ids = [...accept, ...reject].sort();
    const lines = await pendingLines(tx, organisationId, quoteVersionId, ids);
    const withinApprovalLimit = isWithin(
      actor,
      version.currency,
      lines.reduce((sum, line) => sum + line.price, 0),
    );
    const wish = { input: { quoteVersionId, reason: reason ?? null }, withinApprovalLimit };
    const context = { at, operationId: null };
    const acceptWish = { ...wish, event: "acceptQuote" as const, input: { quoteVersionId } };
    if (accept.length > 0)
      refuseAny(await applyEvent(tx, actor, organisationId, accept, acceptWish, context));
    if (reject.length > 0) {
      refuseAny(
        await applyEvent(tx, actor, organisationId, reject, { ...wish, event: "rejectQuote" }, context),
      );
    }
    const decisionId = newId();
    const accepted = new Set(accept);
    await tx.insert(quoteDecisions).values({
      organisationId,
      id: decisionId,
      quoteVersionId,
      decidedBy: userId,
      decidedByName: sql`(select name from users where id = ${userId})`,
      decidedAt: at,
      reason: reason || null,
      lines: lines.map((l) => ({ ...l, decision: accepted.has(l.variantId) ? "accepted" : "rejected" })),
    });
    await close(tx, organisationId, quoteVersionId, accept, "accepted", decisionId);
    await close(tx, organisationId, quoteVersionId, reject, "rejected", decisionId);
    await record(tx, [
      { organisationId, topic: "quotes", subject: { variantIds: ids, event: "decide" }, at },
    ]);
    return { decisionId, accepted: accept.length, rejected: reject.length };
  });
}

async function findVersion(tx: Tx, organisationId: string, quoteVersionId: string) {
  const [version] = await tx
    .select({ currency: quoteVersions.currency, number: quotes.number, version: quoteVersions.version })
    .from(quoteVersions)
    .innerJoin(
      quotes,
      and(eq(quotes.organisationId, quoteVersions.organisationId), eq(quotes.id, quoteVersions.quoteId)),
    )
    .where(and(eq(quoteVersions.organisationId, organisationId), eq(quoteVersions.id, quoteVersionId)));
  if (!version) throw notFound("The quote");
  return version;
}

function isWithin(
  actor: { approvalLimit: number | null; approvalCurrency: string | null },
  currency: string,
  sum: number,
) {
  return actor.approvalLimit !== null && actor.approvalCurrency === currency && sum <= actor.approvalLimit;
}

async function close(
  tx: Tx,
  organisationId: string,
  quoteVersionId: string,
  ids: string[],
  status: "accepted" | "rejected",
  decisionId: string,
) {
  if (ids.length === 0) return;
  await tx
    .update(quoteLines)
    .set({ status, decisionId })
    .where(
      and(
        eq(quoteLines.organisationId, organisationId),
        eq(quoteLines.quoteVersionId, quoteVersionId),
        sql`${quoteLines.variantId} = any(${`{${ids.join(",")}}`}::uuid[])`,
      ),
    );
}
