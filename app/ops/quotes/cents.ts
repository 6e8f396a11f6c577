/** A price as it is typed, "1240" or "1.240,50" or "1,240.50", in cents; null where it is none. */
export function cents(text: string): number | null {
  const plain = text.trim().replace(/[\s'’]/g, "");
  const match = /^(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  return Number((match[1] ?? "").replace(/[.,]/g, "")) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0);
}

/** Cents as they would be typed: "124.50". */
export const centsText = (price: number): string => (price / 100).toFixed(2);
