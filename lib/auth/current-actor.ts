import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { CustomerActor, ProducerActor } from "@/lib/access/actor";
import { env } from "@/lib/env";
import { type Membership, readSession, type Session } from "./read-session";
import { pathHeader } from "./request-headers";
import { cookieName, openCookie } from "./session-cookie";
import { unaskedHeader } from "./unasked";

/** A signed-in person, as the shell of a page shows them. */
export interface Person {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  /** The organisation they act for; null for the producer's people. */
  organisation: { id: string; name: string } | null;
  role: Membership["role"] | "ops" | "admin";
  /** Every organisation they may switch to, by name. */
  memberships: Membership[];
  department: string | null;
  /** A second factor is set up. */
  enrolled: boolean;
}

/** The session behind a cookie's value; null when there is none that holds. Asks the database. `unasked`: read-session.ts. */
export async function sessionOf(cookie: string | undefined, unasked = false): Promise<Session | null> {
  const id = await openCookie(cookie);
  return id === null ? null : readSession(id, new Date(), { unasked });
}

/** This request's session, asked for once. */
export const currentSession = cache(
  async (): Promise<Session | null> =>
    sessionOf((await cookies()).get(cookieName())?.value, (await headers()).has(unaskedHeader)),
);

/**
 * Whether a session must set a second factor up before anything else: the producer's people outside a demo, unless they
 * came in through the organisation's own sign-in (trust.md).
 */
export function mustEnrol(session: Session): boolean {
  return session.producerRole !== null && !session.totpVerified && !env().DEMO;
}

const membershipOf = (session: Session): Membership | undefined =>
  session.memberships.find((m) => m.organisationId === session.organisationId) ?? session.memberships[0];

/** Who a session lets act; null where a second factor is missing or no organisation is left. */
export function actorOf(session: Session): CustomerActor | ProducerActor | null {
  const { userId, producerRole } = session;
  if (mustEnrol(session)) return null;
  if (producerRole !== null) return { kind: producerRole, userId };
  const member = membershipOf(session);
  if (!member) return null;
  const { organisationId, role, approvalLimit, approvalCurrency } = member;
  return { kind: "customer", userId, organisationId, role, approvalLimit, approvalCurrency };
}

/** Who acts in this request, looked up in the database; null when nobody is signed in. */
export async function currentActor(): Promise<CustomerActor | ProducerActor | null> {
  const session = await currentSession();
  return session && actorOf(session);
}

/** Who is signed in, with what the shell of a page shows; null when nobody is. */
export async function currentPerson(): Promise<Person | null> {
  const session = await currentSession();
  if (!session || !actorOf(session)) return null;
  const { id: sessionId, userId, name, email, memberships, department, enrolled, producerRole } = session;
  const person = { sessionId, userId, name, email, department, enrolled };
  if (producerRole !== null) return { ...person, organisation: null, role: producerRole, memberships: [] };
  const member = membershipOf(session)!;
  const organisation = { id: member.organisationId, name: member.organisationName };
  return { ...person, organisation, role: member.role, memberships };
}

/** The customer who acts; strangers are sent to /sign-in and back again, the producer's people to /ops. */
export async function requireCustomer(): Promise<CustomerActor> {
  const actor = await requireActor();
  return actor.kind === "customer" ? actor : redirect("/ops");
}

/** The producer's person who acts; strangers are sent to /sign-in, for customers the page does not exist. */
export async function requireProducer(): Promise<ProducerActor> {
  const actor = await requireActor();
  return actor.kind === "customer" ? notFound() : actor;
}

/** The producer's administrator; for everybody else who is signed in the page does not exist. */
export async function requireAdmin(): Promise<ProducerActor & { kind: "admin" }> {
  const { kind, userId } = await requireProducer();
  return kind === "admin" ? { kind, userId } : notFound();
}

/** Whoever is signed in; strangers are sent to /sign-in, people without their second factor to where it is set up. */
export async function requireActor(): Promise<CustomerActor | ProducerActor> {
  const session = await currentSession();
  if (!session) redirect(signInAddress((await headers()).get(pathHeader)));
  const actor = actorOf(session);
  if (actor) return actor;
  redirect(mustEnrol(session) ? "/second-factor" : "/sign-in?error=NoOrganisation");
}

function signInAddress(path: string | null): string {
  return path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in";
}
