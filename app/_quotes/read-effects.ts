import type { Tx } from "@/lib/access/actor";
import { listBatches } from "@/lib/batches/list-batches";
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
  const largest = [...waiting].sort((a, b) => b[1] - a[1]).slice(0, MOST);
  const ids = largest.map(([id]) => id);
  const { rows } = await listBatches(tx, organisationId, { ids, size: MOST });
  const outlooks = await loadOutlooks(tx, organisationId, rows, { rules, now });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return largest.flatMap(([id, lines]) => {
    const [name, outlook] = [names.get(id), outlooks.get(id)];
    return name && outlook ? [batchEffect(name, lines, outlook, rules.calendar, now)] : [];
  });
}
