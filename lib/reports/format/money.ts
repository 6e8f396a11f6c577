import { type Money, UnwritableValue } from "./columns";

const digitsOf = new Map<string, number>();

/**
 * How many decimals a currency has (EUR 2, JPY 0, KWD 3).
 * @throws UnwritableValue for anything but three capital letters.
 */
export function currencyDigits(currency: string, header: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    if (!/^[A-Z]{3}$/.test(currency)) throw new UnwritableValue(header, currency);
    const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    digits = options.maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** `{ minor: -1205, currency: "EUR" }` → `-12.05`: exact, without grouping, in the currency's own decimals. */
export function plainAmount({ minor, currency }: Money, header: string): string {
  if (!Number.isSafeInteger(minor)) throw new UnwritableValue(header, minor);
  const digits = currencyDigits(currency, header);
  const figures = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = figures.slice(0, figures.length - digits);
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${figures.slice(-digits)}`;
}
