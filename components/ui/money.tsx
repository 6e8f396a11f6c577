import { formatMoney } from "@/lib/words/money";

/** An amount of minor units, with its currency; never broken over two lines. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  return <span className="nowrap">{formatMoney(minor, currency)}</span>;
}
