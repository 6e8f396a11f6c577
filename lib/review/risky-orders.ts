import type { Tx } from "@/lib/access/actor";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { outlookWords } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import { listOrders } from "@/lib/orders/list-orders";
import type { Rules } from "@/lib/variants/rules";
import { capital, counted } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";

export interface RiskyOrder {
  id: string;
  number: string;
  outlook: Outlook;
  /** Variants of it that wait for a quote's approval. */
  awaiting: number;
}

/** Open orders that are looked at, the newest first. */
const LOOKED_AT = 100;

/** Open orders that are late or may become so: late or at-risk variants, errors, rejected quotes, or a date past. */
export async function riskyOrders(
  tx: Tx,
  organisationId: string,
  { rules, now }: { rules: Rules; now: Date },
): Promise<RiskyOrder[]> {
  const { rows } = await listOrders(tx, organisationId, { filter: "open", size: LOOKED_AT });
  const asked = rows.map((row) => ({ ...row, promisedOn: null }));
  const outlooks = await loadOutlooks(tx, organisationId, asked, { rules, now, of: "order" });
  return rows
    .map(({ id, number, counts }) => ({
      id,
      number,
      outlook: outlooks.get(id)!,
      awaiting: counts.quote_sent,
    }))
    .filter(({ outlook: o }) => o.status === "late" || o.late + o.atRisk + o.errors + o.rejected > 0)
    .sort((a, b) => b.outlook.late - a.outlook.late || b.outlook.errors - a.outlook.errors);
}

/** "Four variants over time, one with an error; asked for by Tue 8 Dec. Late: 12–15 Dec." Why an order is at risk. */
export function riskWords({ outlook, awaiting }: RiskyOrder, style: DateStyle): string {
  const { late, atRisk, errors, rejected, target, targetKind } = outlook;
  const parts = [
    late > 0 ? `${counted(late, "variant")} over time` : null,
    atRisk > 0 ? `${counted(atRisk, "variant")} close to their limit` : null,
    errors > 0 ? `${counted(errors, "variant")} with an error` : null,
    rejected > 0 ? `${counted(rejected, "rejected quote")} to revise or reorder` : null,
    awaiting > 0 ? `${counted(awaiting, "variant")} waiting for your approval` : null,
  ].filter((part) => part !== null);
  const date = target
    ? ` ${targetKind === "promised" ? "Promised for" : "Asked for by"} ${formatIsoDay(target, style)}.`
    : "";
  const head = outlookWords(outlook, style).head.replace(/^On track/, "Still on track");
  return `${capital(parts.join(", ") || "past its date")}. ${head}.${date}`;
}
