import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notFound, notPermitted, parse } from "@/lib/access/errors";
import { idSchema } from "@/lib/access/ids";
import { can } from "@/lib/access/permissions";
import { applyEvent } from "@/lib/variants/apply-event";
import { pendingLines } from "./pending-lines";
import { refuseAny } from "./refuse-any";

const withdrawSchema = z.object({
  quoteVersionId: idSchema,
  reason: z.string().trim().min(1, "Say why the quote is withdrawn.").max(2_000),
});

/** Takes back an open quote version: its pending lines go back to Quote Requested, and a new version can follow. */
export function withdrawQuote(
  actor: Actor,
  input: z.input<typeof withdrawSchema>,
  at: Date,
): Promise<{ withdrawn: number }> {
  if (!can(roleOf(actor), "manageQuotes")) throw notPermitted("withdraw quotes");
  const { quoteVersionId, reason } = parse(withdrawSchema, input);
  return asActor(actor, async (tx) => {
    const lines = await tx.execute<{ organisation_id: string; variant_id: string }>(sql`
      select l.organisation_id, l.variant_id from organisations o join quote_lines l
        on l.organisation_id = o.id and l.quote_version_id = ${quoteVersionId}
      where l.status = 'pending' order by l.variant_id`);
    const organisationId = lines[0]?.organisation_id;
    if (!organisationId) throw notFound("An open line of this quote");
    const ids = lines.map((line) => line.variant_id);
    await pendingLines(tx, organisationId, quoteVersionId, ids);
    refuseAny(
      await applyEvent(
        tx,
        actor,
        organisationId,
        ids,
        { event: "withdrawQuote", input: { reason } },
        { at, operationId: null },
      ),
    );
    return { withdrawn: ids.length };
  });
}

/** Sends lines whose valid-until is past back to Quote Requested. For the job; safe to run from several processes. */
export async function expireQuotes(at: Date): Promise<number> {
  const system: Actor = { kind: "system", job: "expire quotes" };
  const due = await asActor(system, (tx) =>
    tx.execute<{ organisation_id: string; quote_version_id: string }>(sql`
      select distinct l.organisation_id, l.quote_version_id
      from quote_lines l join quote_versions v on v.organisation_id = l.organisation_id and v.id = l.quote_version_id
      where l.status = 'pending' and v.valid_until <= ${at.toISOString()}::timestamptz`),
  );
  let expired = 0;
  for (const version of due) {
    expired += await asActor(system, async (tx) => {
      const lines = await tx.execute<{ variant_id: string }>(sql`
        select l.variant_id from quote_lines l join variants v on v.organisation_id = l.organisation_id and v.id = l.variant_id
        where l.organisation_id = ${version.organisation_id} and l.quote_version_id = ${version.quote_version_id}
          and l.status = 'pending' order by l.variant_id for update of v`);
      const ids = lines.map((line) => line.variant_id);
      const outcomes = await applyEvent(
        tx,
        system,
        version.organisation_id,
        ids,
        { event: "expireQuote" },
        { at, operationId: null },
      );
      await tx.execute(sql`
        update quote_lines set status = 'expired' where organisation_id = ${version.organisation_id}
          and quote_version_id = ${version.quote_version_id} and status = 'pending'
          and variant_id = any(${`{${ids.join(",")}}`}::uuid[])`);
      return outcomes.filter((o) => o.ok).length;
    });
  }
  return expired;
}
