import { sql } from "drizzle-orm";
import type { CustomerRole, ProducerRole } from "@/db/schema/people";
import type { Tx } from "@/lib/access/actor";
import { rulesInForce } from "@/lib/variants/rules";
import type { Listener } from "./happening";
import type { Choices, PersonRole } from "./kinds";
import type { DigestRhythm, QuietHours } from "./quiet-hours";

/** Somebody who can be told, with how they want to be. */
export interface Person extends Listener {
  role: PersonRole;
  choices: Choices;
  zone: string;
  quiet: QuietHours | null;
  /** Null: no digest. */
  digest: DigestRhythm | null;
}

/** Everybody who may be told of an organisation: its members and the producer's people. As the system. */
export async function audienceOf(tx: Tx, organisationId: string): Promise<Person[]> {
  const { calendar } = await rulesInForce(tx);
  const rows = await tx.execute<{
    id: string;
    producer_role: ProducerRole | null;
    department: string | null;
    role: CustomerRole | null;
    approval_limit: string | null;
    approval_currency: string | null;
    zone: string | null;
    quiet_from: number | null;
    quiet_to: number | null;
    house_from: number | null;
    house_to: number | null;
    digest: DigestRhythm | "none" | null;
    choices: Choices | null;
  }>(sql`
    select u.id, u.producer_role, u.department, m.role, m.approval_limit, m.approval_currency, s.zone, s.quiet_from,
      s.quiet_to, case when u.producer_role is null then o.quiet_from end as house_from,
      case when u.producer_role is null then o.quiet_to end as house_to, s.digest, s.choices
    from organisations o
    cross join users u
    left join memberships m on m.organisation_id = o.id and m.user_id = u.id
    left join notification_settings s on s.user_id = u.id
    where o.id = ${organisationId} and u.disabled_at is null and (m.user_id is not null or u.producer_role is not null)
    order by u.id`);
  return rows.map((row) => {
    const role = row.producer_role ?? row.role!;
    const digest = row.digest ?? "daily";
    return {
      userId: row.id,
      role,
      member:
        row.producer_role || !row.role
          ? null
          : {
              role: row.role,
              approvalLimit: row.approval_limit === null ? null : Number(row.approval_limit),
              approvalCurrency: row.approval_currency,
            },
      department: row.department,
      choices: row.choices ?? {},
      zone: row.zone ?? calendar.zone,
      quiet: hoursOf(row.quiet_from, row.quiet_to) ?? hoursOf(row.house_from, row.house_to),
      digest: digest === "none" ? null : digest,
    };
  });
}

const hoursOf = (from: number | null, to: number | null): QuietHours | null =>
  from === null || to === null ? null : { from, to };
