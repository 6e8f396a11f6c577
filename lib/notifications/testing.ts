import { eq, sql } from "drizzle-orm";
import { mails } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import type { Clock } from "@/lib/auth/clock";
import { actorOf } from "@/lib/auth/current-actor";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { addPerson } from "@/lib/people/add-person";
import { createOrganisation } from "@/lib/people/organisations";
import { showLink } from "./mailbox";

export const system = { kind: "system", job: "test" } as const;
export const password = "kestrel-oboe-attic";
export const newPassword = "tulip kettle at noon";

export const now = new Date("2026-03-04T10:00:00Z");
export const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
export const clock: Clock = { now: () => now, pause: async () => {} };
export const here = { address: "203.0.113.1", clock };

/** Points this process at an empty database of its own, as a house open to the public; returns its end. */
export async function openHouse(): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  process.env.FRAMEWATCH_URL = "https://frames.example";
  process.env.DEMO = "0";
  return database.drop;
}

/** An administrator of the producer's. */
export async function makeAdmin(): Promise<Actor & { kind: "admin" }> {
  const email = "henrik@framewatch.example";
  const { userId } = await addPerson(system, { email, name: "Henrik Aas", password, producerRole: "admin" });
  return { kind: "admin", userId };
}

let serial = 0;

/** An organisation of its own with people in the roles asked for, each with an open session. */
export async function makeOrganisation(admin: Actor, ...roles: CustomerActor["role"][]) {
  serial += 1;
  const name = `House ${serial}`;
  const settings = { name, startOnAcceptance: true, showNames: false };
  const { id: organisationId } = await createOrganisation(admin, settings);
  const people = [];
  for (const [index, role] of roles.entries()) {
    const person = { email: `person${index}@house${serial}.example`, name: `Person ${index}` };
    const { userId } = await addPerson(system, {
      ...person,
      password,
      memberships: [{ organisationId, role }],
    });
    const sessionId = await openSession(userId, { totpVerified: false, now });
    const limits = { approvalLimit: null, approvalCurrency: null };
    const actor: CustomerActor = { kind: "customer", userId, organisationId, role, ...limits };
    people.push({ ...person, userId, sessionId, actor });
  }
  return { organisationId, name, people };
}

/** Who a session lets act at a moment, read from the database as each request does. */
export async function acting(sessionId: string, at: Date = now) {
  const session = await readSession(sessionId, at);
  return session && actorOf(session);
}

/** The code of the Refusal that work ends with; throws where it is not refused. */
export async function refused(work: Promise<unknown>): Promise<Refusal["code"]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error.code;
  throw error ?? new Error("It was not refused.");
}

export async function newestMail(recipient: string) {
  const [mail] = await asActor(system, (tx) =>
    tx.select().from(mails).where(eq(mails.recipient, recipient)).orderBy(sql`id desc`).limit(1),
  );
  return mail!;
}

/** The token in the link of the newest mail to somebody, as an administrator hands it over. */
export async function tokenTo(admin: Actor, recipient: string): Promise<string> {
  const { link } = await showLink(admin, (await newestMail(recipient)).id, now);
  return link.split("/").at(-1)!;
}
