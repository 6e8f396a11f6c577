import { cache } from "react";
import { asActor, type CustomerActor, type Tx } from "@/lib/access/actor";
import { sharedReading } from "@/lib/access/shared-reading";
import { requireCustomer } from "@/lib/auth/current-actor";
import type { Calendar } from "@/lib/calendar/calendar";
import { type Rules, rulesInForce } from "@/lib/variants/rules";
import { showsNames } from "@/lib/variants/shows-names";

/** What every page of the portal reads with. */
export interface Reading {
  tx: Tx;
  actor: CustomerActor;
  organisationId: string;
  rules: Rules;
  calendar: Calendar;
  now: Date;
  /** How dates are written: the producer's zone, at the moment of reading. */
  style: { zone: string; now: Date };
  /** The producer's people by name; otherwise by department. */
  showNames: boolean;
}

/** What the first reading of a request found out, for the ones after it. */
const found = cache((): { rules?: Rules; showNames?: boolean } => ({}));

/** Reads a page in one read-only transaction as whoever is signed in. Independent queries belong in one `Promise.all`. */
export async function reading<T>(work: (given: Reading) => Promise<T>): Promise<T> {
  return readingAs(await requireCustomer(), work);
}

/** The same as somebody who is known already. */
export function readingAs<T>(actor: CustomerActor, work: (given: Reading) => Promise<T>): Promise<T> {
  const { organisationId } = actor;
  const now = new Date();
  return asActor(
    actor,
    async (tx) => {
      const known = found();
      const [rules, showNames] = await Promise.all([
        known.rules ?? rulesInForce(tx),
        known.showNames ?? showsNames(tx, organisationId),
      ]);
      Object.assign(known, { rules, showNames });
      const { calendar } = rules;
      const style = { zone: calendar.zone, now };
      return work({ tx, actor, organisationId, rules, calendar, now, style, showNames });
    },
    { readOnly: true },
  );
}

/**
 * The same, shared by the pages of one person that ask for it within seconds while nothing of their organisation
 * changes: all tabs refresh when there is news. `key` names what is read.
 */
export async function readingShared<T>(key: string, work: (given: Reading) => Promise<T>): Promise<T> {
  const { organisationId, userId, role } = await requireCustomer();
  const asked = { key: `${key} ${userId} ${role}`, organisationId, now: new Date() };
  return sharedReading(asked, () => reading(work));
}
