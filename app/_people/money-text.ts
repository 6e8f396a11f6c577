/** How many minor units a currency's amounts have, in powers of ten; 2 where the currency is not known. */
function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Minor units of an amount as it is typed ("1,250.50", "1250.5"); NaN where it is no amount, for the command to refuse. */
export function minorUnits(text: string, currency: string): number {
  const digits = digitsOf(currency);
  const plain = text.replace(/[\s,'’]/g, "");
  if (!/^\d{1,12}(\.\d+)?$/.test(plain)) return Number.NaN;
  const [whole = "", fraction = ""] = plain.split(".");
  return fraction.length > digits ? Number.NaN : Number(whole + fraction.padEnd(digits, "0"));
}

/** The amount as it would be typed: "500" or "500.50". */
export function amountText(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const amount = minor / 10 ** digits;
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(digits);
}
