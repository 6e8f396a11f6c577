import type { Tx } from "@/lib/access/actor";
import { findBatch } from "@/lib/batches/find-batch";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { type BatchEffect, batchEffect } from "@/lib/batches/quote-effect";
import type { QuoteDetail } from "@/lib/quotes/find-quote";
import type { Rules } from "@/lib/variants/rules";

/** Batches whose dates are written out; a quote rarely reaches further. */
const MOST = 4;

/** What deciding the lines that wait does to the dates of their batches, the largest share first; empty where none waits. */
export async function readEffects(
  tx: Tx,
  organisationId: string,
  quote: QuoteDetail,
  { rules, now }: { rules: Rules; now: Date },
): Promise<BatchEffect[]> {
  const waiting = new Map<string, number>();
  for (const { status, batch } of quote.versions[0].lines)
    if (status === "pending") waiting.set(batch.id, (waiting.get(batch.id) ?? 0) + 1);
  const ids = [...waiting].sort((a, b) => b[1] - a[1]).slice(0, MOST);
  const found = await Promise.all(ids.map(([id]) => findBatch(tx, organisationId, id)));
  const batches = found.filter((batch) => batch !== null);
  const outlooks = await loadOutlooks(tx, organisationId, batches, { rules, now });
  return batches.flatMap((batch) => {
    const outlook = outlooks.get(batch.id);
    return outlook ? [batchEffect(batch.name, waiting.get(batch.id) ?? 0, outlook, rules.calendar, now)] : [];
  });
}
