import { money } from "./figure";

/** An amount of minor units, with its currency; never broken over two lines. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  return <span className="nowrap">{money(minor, currency)}</span>;
}
