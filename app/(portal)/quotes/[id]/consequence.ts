import type { Tx } from "@/lib/access/actor";
import { findBatch } from "@/lib/batches/find-batch";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { approvalSentences } from "@/lib/batches/outlook-words";
import type { QuoteDetail } from "@/lib/quotes/find-quote";
import type { Reading } from "../../_page/read";

/**
 * What a decision does to the date: "If approved by 4 Dec: 15 Dec. Each working day later moves it by a day." For the
 * batch with most of the lines that wait; null where none waits.
 */
export async function consequenceOf(
  tx: Tx,
  quote: QuoteDetail,
  { organisationId, rules, calendar, now }: Omit<Reading, "tx">,
): Promise<string | null> {
  const waiting = new Map<string, number>();
  for (const { status, batch } of quote.versions[0].lines)
    if (status === "pending") waiting.set(batch.id, (waiting.get(batch.id) ?? 0) + 1);
  const [most] = [...waiting].sort((a, b) => b[1] - a[1]);
  const batch = most && (await findBatch(tx, organisationId, most[0]));
  if (!batch) return null;
  const outlook = (await loadOutlooks(tx, organisationId, [batch], { rules, now })).get(batch.id);
  const sentences = outlook && approvalSentences(outlook, calendar, now);
  if (!sentences) return null;
  return waiting.size > 1 ? `${batch.name}: ${sentences}` : sentences;
}
