import { cache } from "react";

const house = new Intl.NumberFormat("en-GB");

/** Whose numbers these are: one for each request on the server, always the house in a browser. */
const reader = cache(() => ({ whole: house }));

/** From here on this request writes counts as a reader's language does: "2.406". For pages without an account. */
export function numbersAs(locale: string): void {
  reader().whole = new Intl.NumberFormat(locale);
}

/** A count for reading: "2,406". */
export function count(value: number): string {
  return reader().whole.format(value);
}

/** A percentage as it is read: "45%", and "–" where there is nothing to be a part of. */
export function percent(value: number | null): string {
  return value === null ? "–" : `${value}%`;
}
