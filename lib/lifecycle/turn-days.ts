import { META } from "./meta";
import { PLACES, type Place } from "./states";

/** Whose time passes: an error stands apart from the producer's own work, though it is the producer's to resolve. */
export const SIDES = ["producer", "customer", "error"] as const;
export type Side = (typeof SIDES)[number];

/** Business days by whose they were; nobody's time (validated, cancelled) is in none of them. */
export type TurnDays = Readonly<Record<Side, number>>;

export function sideOf(place: Place): Side | null {
  if (place === "error") return "error";
  const { turn } = META[place];
  return turn === "none" ? null : turn;
}

/** The places of a side, for queries. */
export const PLACES_OF: Readonly<Record<Side, readonly Place[]>> = {
  producer: PLACES.filter((place) => sideOf(place) === "producer"),
  customer: PLACES.filter((place) => sideOf(place) === "customer"),
  error: ["error"],
};

/** Adds stays up by side. */
export function turnDaysOf(stays: Iterable<{ place: Place; days: number }>): TurnDays {
  const sum = { producer: 0, customer: 0, error: 0 };
  for (const { place, days } of stays) {
    const side = sideOf(place);
    if (side) sum[side] += days;
  }
  return sum;
}

const one = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const tenths = (days: number) => Math.round(days * 10) / 10;

/** "12.5 business days: 7 producer, 5.5 waiting for you"; the parts always add up to the whole as written. */
export function turnDaysWords(days: TurnDays, customer: "you" | "the customer"): string {
  const [ours, theirs, error] = [tenths(days.producer), tenths(days.customer), tenths(days.error)];
  const all = tenths(ours + theirs + error);
  const parts = [`${one.format(ours)} producer`, `${one.format(theirs)} waiting for ${customer}`];
  if (error > 0) parts.push(`${one.format(error)} stopped by an error`);
  return `${one.format(all)} business ${all === 1 ? "day" : "days"}: ${parts.join(", ")}`;
}
