import { type DateStyle, formatDate, formatRange } from "@/lib/calendar/format";
import type { BurnUpDay } from "@/lib/reports/burn-up";
import { counted, figure } from "@/lib/words/counts";
import type { BurnUpGiven, Cone } from "./burn-up-plot";

/** How calendar days are written: they are of no zone. */
export type DayStyle = Omit<DateStyle, "zone">;

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** A calendar day in words, "27 Nov" or "27 November". */
export const dayWords = (day: string, style: DayStyle, month?: "short" | "long"): string =>
  formatDate(noon(day), { ...style, zone: "UTC" }, month);

/** "12–15 Dec". */
export const daysWords = (
  { from, to }: Pick<Cone, "from" | "to">,
  style: DayStyle,
  month?: "short" | "long",
) => formatRange(noon(from), noon(to), { ...style, zone: "UTC" }, month);

/**
 * "Burn-up since 11 November: 60 of 100 variants completed, 45 validated. 90 of them are expected to be completed
 * between 12 and 15 December." in the house's words.
 */
export function burnUpSentence({ days, expected, ifApproved }: BurnUpGiven, style: DayStyle): string {
  const { total, produced, validated } = days.at(-1)!;
  const since = `Burn-up since ${dayWords(days[0]!.day, style, "long")}`;
  const stands = `${figure(produced)} of ${counted(total, "variant")} completed, ${figure(validated)} validated.`;
  const ahead = [
    expected && `${reach(expected, total)} ready for review ${daysWords(expected, style, "long")}.`,
    ifApproved &&
      `${reach(ifApproved, total)} ready for review ${daysWords(ifApproved, style, "long")} if quotes are approved.`,
  ].filter(Boolean);
  return [`${since}: ${stands}`, ...ahead].join(" ");
}

const reach = (cone: Cone, total: number) => (cone.reach >= total ? "All" : figure(cone.reach));

const MOST_ROWS = 50;

/** For reading: every day on which something changed, or where those are many the last of each week, or of ever more. */
export function burnUpRows(days: readonly BurnUpDay[]): BurnUpDay[] {
  for (let span = 1; ; span = span === 1 ? 7 : span * 2) {
    const slot = ({ day }: BurnUpDay) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000 / span);
    const rows = days.filter((day, index) => {
      const next = days[index + 1];
      return !next || slot(next) !== slot(day);
    });
    if (rows.length <= MOST_ROWS) return rows;
  }
}
