import { asActor, type ProducerActor } from "@/lib/access/actor";
import { totalCounts } from "@/lib/batches/place-counts";
import { addBusinessDays } from "@/lib/calendar/business-time";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import type { Place } from "@/lib/lifecycle/states";
import { type Ages, countDelays } from "@/lib/variants/count-work";
import { type Rules, rulesInForce } from "@/lib/variants/rules";

/** How much work stands in each place, and how much of it is late or at risk, over all organisations. */
export interface WorkByState {
  counts: PlaceCounts;
  delays: ReadonlyMap<Place, Ages>;
}

/** At risk begins at 80% of an allowance, so nothing due later than a fifth of the longest one can be at risk. */
const LAST_PART = 0.2;

/** A reading of the delays is kept for this many times as long as it took: small houses always read afresh. */
const KEPT_TIMES = 20;
const ALWAYS_FRESH_MS = 50;

let kept: { delays: ReadonlyMap<Place, Ages>; until: number } | null = null;

/**
 * The producer's work by state. Counts are the database's own counters; delays are a query over stored deadlines,
 * which a house with a million variants shares for a few seconds.
 */
export async function workByState(actor: ProducerActor, now: Date): Promise<WorkByState> {
  const started = performance.now();
  const held = kept && kept.until > started ? kept.delays : null;
  const read = await asActor(
    actor,
    async (tx) => {
      const counts = await totalCounts(tx);
      if (held) return { counts, delays: held };
      return { counts, delays: await countDelays(tx, now, horizonOf(await rulesInForce(tx), now)) };
    },
    { readOnly: true },
  );
  const took = performance.now() - started;
  if (!held)
    kept = took > ALWAYS_FRESH_MS ? { delays: read.delays, until: started + took * KEPT_TIMES } : null;
  return read;
}

/** The moment after which nothing can be at risk yet: what is due then has more than a fifth of its time left. */
function horizonOf({ calendar, policy }: Rules, now: Date): Date {
  const highs = [...Object.values(policy.limits), ...policy.overrides.map(({ limit }) => limit)].map(
    (limit) => limit?.high ?? 0,
  );
  return addBusinessDays(calendar, now, LAST_PART * Math.max(1, ...highs) + 1);
}
