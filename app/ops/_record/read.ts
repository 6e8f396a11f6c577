import { asActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { requireProducer } from "@/lib/auth/current-actor";
import type { Calendar } from "@/lib/calendar/calendar";
import { type Rules, rulesInForce } from "@/lib/variants/rules";

/** What every page of a single thing reads with, on the producer's side. */
export interface OpsReading {
  tx: Tx;
  actor: ProducerActor;
  rules: Rules;
  calendar: Calendar;
  now: Date;
  style: { zone: string; now: Date };
  /** The producer's people always read names. */
  showNames: true;
}

/** What is left of it outside the transaction. */
export type OpsGiven = Omit<OpsReading, "tx">;

/** Reads a page in one read-only transaction as whoever of the producer's people is signed in. */
export async function opsReading<T>(work: (given: OpsReading) => Promise<T>): Promise<T> {
  const actor = await requireProducer();
  const now = new Date();
  return asActor(
    actor,
    async (tx) => {
      const rules = await rulesInForce(tx);
      const { calendar } = rules;
      return work({ tx, actor, rules, calendar, now, style: { zone: calendar.zone, now }, showNames: true });
    },
    { readOnly: true },
  );
}
