import type { Tx } from "@/lib/access/actor";
import { nextNumber } from "@/lib/orders/number";

/** `Q-112`; the series is the house's. */
export async function nextQuoteNumber(tx: Tx): Promise<string> {
  return `Q-${String(await nextNumber(tx, "quote")).padStart(3, "0")}`;
}
