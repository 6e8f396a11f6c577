import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { endByToken, readEnd } from "@/lib/subscriptions/end-subscription";
import { capital } from "@/lib/words/counts";
import { isKind, KINDS } from "./kinds";
import { stopMails } from "./preferences";
import { readStop } from "./stop-token";
import { WEEKLY } from "./templates";

const system = { kind: "system", job: "unsubscribe" } as const;

/** What a link in a mail stops, in words; whether its reader has an account, and whether a weekly mail has ended already. */
interface Stop {
  what: string[];
  hasAccount: boolean;
  isOver: boolean;
}

/** Reads such a link; null where it was not made here. It changes nothing. */
export async function describeStop(token: string): Promise<Stop | null> {
  const weekly = await readEnd(token);
  if (weekly) return { what: [capital(WEEKLY[weekly.kind])], hasAccount: false, isOver: weekly.isOver };
  const stop = await readStop(token);
  return stop && { what: stop.stops.map(wordsOf), hasAccount: true, isOver: false };
}

function wordsOf(stop: string): string {
  if (stop === "digest") return "The daily or weekly check-in";
  return isKind(stop) ? KINDS[stop].label : stop;
}

/** Stops the mails that a link in one of them names; again changes nothing more. Throws *not found*. */
export async function unsubscribe(token: string, now: Date): Promise<void> {
  if (await endByToken(token)) return;
  const stop = await readStop(token);
  if (!stop) throw notFound("That link");
  await asActor(system, async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, stop.userId));
    if (!person) throw notFound("That link");
    await stopMails(tx, stop.userId, stop.stops, now);
  });
}
