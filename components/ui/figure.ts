const whole = new Intl.NumberFormat("en-GB");

/** A count for reading: "2,406". */
export function count(value: number): string {
  return whole.format(value);
}

/** A percentage as it is read: "45%", and "–" where there is nothing to be a part of. */
export function percent(value: number | null): string {
  return value === null ? "–" : `${value}%`;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** "€1,240.00" from minor units; how many there are in one depends on the currency. */
export function money(minor: number, currency: string): string {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
    moneyFormats.set(currency, format);
  }
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
