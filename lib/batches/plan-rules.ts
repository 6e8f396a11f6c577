import { calendarVersions, policyVersions } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { DEFAULT_CALENDAR, parseCalendar } from "@/lib/calendar/calendar";
import { DEFAULT_POLICY, type Policy } from "@/lib/lifecycle/policy";
import type { Rules } from "@/lib/variants/rules";

/**
 * The rules that were in force at a moment. Versions are never changed, so what a plan made at order says stays the
 * same for ever. Source: domain.md, "Time" (the plan of a variant is frozen at order).
 */
export async function loadRulesByTime(tx: Tx): Promise<(at: Date) => Rules> {
  const [calendars, policies] = await Promise.all([
    tx.select().from(calendarVersions).orderBy(calendarVersions.version),
    tx.select().from(policyVersions).orderBy(policyVersions.version),
  ]);
  const parsed = calendars.map((row) => ({ from: row.createdAt, value: parseCalendar(row.calendar) }));
  const kept = policies.map((row) => ({ from: row.createdAt, value: row.policy as Policy }));
  return (at) => ({
    calendar: newest(parsed, at) ?? DEFAULT_CALENDAR,
    policy: newest(kept, at) ?? DEFAULT_POLICY,
  });
}

function newest<T>(versions: { from: Date; value: T }[], at: Date): T | undefined {
  return versions.findLast(({ from }) => from <= at)?.value;
}
