import { eq, inArray, min } from "drizzle-orm";
import { memberships, organisations, users } from "@/db/schema";
import type { CustomerRole, ProducerRole } from "@/db/schema/people";
import { asActor } from "@/lib/access/actor";
import { env } from "@/lib/env";

/** The password of every demo account (contract.md). */
export const DEMO_PASSWORD = "framewatch-demo";

const emails = [
  "admin@nike.example",
  "member@nike.example",
  "validator@nike.example",
  "admin@lumen.example",
  "ops@framewatch.example",
  "admin@framewatch.example",
];

/** An account that everybody may use in a demo. */
export interface DemoAccount {
  email: string;
  name: string;
  role: CustomerRole | ProducerRole;
  /** Null for the producer's people. */
  organisation: string | null;
}

/** The demo accounts of the contract that are there, in its order; none outside a demo. */
export async function listDemoAccounts(): Promise<DemoAccount[]> {
  if (!env().DEMO) return [];
  const found = await asActor({ kind: "system", job: "demo" }, (tx) =>
    tx
      .select({
        email: users.email,
        name: users.name,
        producerRole: users.producerRole,
        role: min(memberships.role),
        organisation: min(organisations.name),
      })
      .from(users)
      .leftJoin(memberships, eq(memberships.userId, users.id))
      .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(inArray(users.email, emails))
      .groupBy(users.id),
  );
  return emails.flatMap((email) => {
    const account = found.find((each) => each.email === email);
    const role = account?.producerRole ?? account?.role;
    return account && role ? [{ email, name: account.name, role, organisation: account.organisation }] : [];
  });
}
