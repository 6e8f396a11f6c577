import { asActor, type CustomerActor, type Tx } from "@/lib/access/actor";
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

/** Reads a page in one read-only transaction as whoever is signed in. Independent queries belong in one `Promise.all`. */
export async function reading<T>(work: (given: Reading) => Promise<T>): Promise<T> {
  const actor = await requireCustomer();
  const { organisationId } = actor;
  const now = new Date();
  return asActor(
    actor,
    async (tx) => {
      const [rules, showNames] = await Promise.all([rulesInForce(tx), showsNames(tx, organisationId)]);
      const { calendar } = rules;
      const style = { zone: calendar.zone, now };
      return work({ tx, actor, organisationId, rules, calendar, now, style, showNames });
    },
    { readOnly: true },
  );
}
