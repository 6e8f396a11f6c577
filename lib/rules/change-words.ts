import { type Calendar, DEFAULT_CALENDAR, type Span } from "@/lib/calendar/calendar";
import { type Limit, META } from "@/lib/lifecycle/meta";
import { DEFAULT_POLICY, type Policy } from "@/lib/lifecycle/policy";
import { STATES } from "@/lib/lifecycle/states";
import { WEEKDAYS } from "./weekdays";

/** "09:00–12:00, 13:00–17:00", or "closed". */
export function hoursWords(spans: readonly Span[]): string {
  return spans.length === 0 ? "closed" : spans.map(([from, to]) => `${from}–${to}`).join(", ");
}

/** "2–5 days", "reminder after 2 days", or "no limit". */
export function limitWords(limit: Limit | null): string {
  if (limit === null) return "no limit";
  return limit.reminder === null
    ? `${limit.low}–${limit.high} days`
    : `reminder after ${limit.reminder} days`;
}

const SHOWN = 6;
const some = (dates: readonly string[]) =>
  dates.length <= SHOWN
    ? dates.join(", ")
    : `${dates.slice(0, SHOWN).join(", ")} and ${dates.length - SHOWN} more`;

/** What a version of the calendar changed, a clause each; the first is compared with the default. */
export function calendarChanges(after: Calendar, before: Calendar = DEFAULT_CALENDAR): string[] {
  const words: string[] = [];
  if (before.zone !== after.zone) words.push(`Zone: ${before.zone} → ${after.zone}`);
  for (const [day, name] of WEEKDAYS) {
    const [was, is] = [hoursWords(before.hours[day]), hoursWords(after.hours[day])];
    if (was !== is) words.push(`${name}: ${was} → ${is}`);
  }
  const added = after.holidays.filter((date) => !before.holidays.includes(date));
  const removed = before.holidays.filter((date) => !after.holidays.includes(date));
  if (added.length > 0) words.push(`Holidays added: ${some(added)}`);
  if (removed.length > 0) words.push(`Holidays removed: ${some(removed)}`);
  return words;
}

type Override = Policy["overrides"][number];
const caseOf = ({ state, brandId, complexity }: Override) => `${state} ${brandId} ${complexity}`;

/** What a version of the policy changed, a clause each; the first is compared with the default. */
export function policyChanges(
  after: Policy,
  before: Policy | undefined,
  brandName: (id: string) => string,
): string[] {
  const { limits, overrides } = before ?? DEFAULT_POLICY;
  const words: string[] = [];
  for (const state of STATES) {
    const [was, is] = [limitWords(limits[state]), limitWords(after.limits[state])];
    if (was !== is) words.push(`${META[state].label}: ${was} → ${is}`);
  }
  const name = ({ state, brandId, complexity }: Override) =>
    [META[state].label, brandId && brandName(brandId), complexity].filter(Boolean).join(", ");
  const old = new Map(overrides.map((override) => [caseOf(override), override]));
  for (const override of after.overrides) {
    const was = old.get(caseOf(override));
    old.delete(caseOf(override));
    const is = limitWords(override.limit);
    if (!was) words.push(`${name(override)}: ${is}, added`);
    else if (limitWords(was.limit) !== is) words.push(`${name(override)}: ${limitWords(was.limit)} → ${is}`);
  }
  for (const removed of old.values()) words.push(`${name(removed)}: removed`);
  return words;
}
