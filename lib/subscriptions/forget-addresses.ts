import { sql } from "drizzle-orm";
import { asActor } from "@/lib/access/actor";

const system = { kind: "system", job: "forget addresses" } as const;
const hour = 3_600_000;

/** How long an address waits for its owner to confirm. */
export const confirmWithin = 48 * hour;
/** How long the mails to an address without an account are kept. */
const mailsKept = 30 * 24 * hour;

/**
 * Forgets addresses that are not needed any more: never confirmed, of a link that has ended, and in mails whose
 * subscription has ended or that are a month old.
 */
export async function forgetAddresses(now: Date): Promise<void> {
  const at = (before: number) => sql`${new Date(now.getTime() - before).toISOString()}::timestamptz`;
  await asActor(system, async (tx) => {
    await tx.execute(
      sql`delete from subscriptions where confirmed_at is null and created_at < ${at(confirmWithin)}`,
    );
    await tx.execute(sql`delete from subscriptions s using share_links l
      where s.kind = 'link' and l.organisation_id = s.organisation_id and l.id = s.subject_id
        and (l.revoked_at is not null or l.expires_at <= ${at(0)})`);
    await tx.execute(sql`delete from subscription_tokens where expires_at <= ${at(0)}`);
    await tx.execute(sql`delete from mails m where m.data ? 'subscriptionId' and (m.created_at < ${at(mailsKept)}
      or not exists (select 1 from subscriptions s where s.organisation_id = m.organisation_id
        and s.id = (m.data ->> 'subscriptionId')::uuid))`);
  });
}
