import type { Alert } from "@/lib/alerts/alert";
import { type AlertWords, alertWords } from "@/lib/alerts/words";
import { approval } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import { capital, sentence } from "@/lib/words/counts";
import type { Overview } from "./overview";

/** What is holding it up, for somebody without an account. */
export interface Hold {
  /** "10 variants requiring quote approval" */
  title: string;
  /** With whom it lies, and what would follow. */
  detail: string;
  /** Stopped or late, rather than waiting. */
  grave: boolean;
  others: string[];
}

/** The most pressing cause, and the others in a line; null where nothing holds it up. */
export function holdOf(overview: Overview, style: DateStyle): Hold | null {
  const reader = {
    calendar: overview.rules.calendar,
    now: style.now,
    details: false,
    ...(style.locale ? { locale: style.locale } : {}),
  };
  const holding = overview.alerts
    .map(({ alert }) => alert)
    .filter((alert) => alert.kind !== "quality" || alert.blocking);
  const [first, ...others] = merged(holding).map((alert) => ({ alert, words: alertWords(alert, reader) }));
  if (!first) return null;
  return {
    title: first.words.title,
    detail: detailOf(first.alert, first.words, overview, style),
    grave: first.alert.kind === "error" || (first.alert.kind === "delay" && first.alert.late > 0),
    others: others.map(({ words }) => words.title),
  };
}

/** Alerts of several batches that say the same as one: who looks from outside needs the sum. */
function merged(alerts: Alert[]): Alert[] {
  const sums = new Map<string, Alert>();
  for (const alert of alerts) {
    const key = [alert.kind, "cause" in alert ? alert.cause : "", "place" in alert ? alert.place : ""].join();
    const sum = sums.get(key);
    sums.set(key, sum ? added(sum, alert) : alert);
  }
  return [...sums.values()];
}

function added(sum: Alert, more: Alert): Alert {
  const all = {
    ...sum,
    count: sum.count + more.count,
    batches: [...sum.batches, ...more.batches],
    since: new Date(Math.min(sum.since.getTime(), more.since.getTime())),
  };
  if (all.kind !== "delay" || more.kind !== "delay") return all;
  const worst = all.worst.dueAt < more.worst.dueAt ? all.worst : more.worst;
  return { ...all, late: all.late + more.late, atRisk: all.atRisk + more.atRisk, worst };
}

function detailOf(alert: Alert, words: AlertWords, overview: Overview, style: DateStyle): string {
  if (alert.kind !== "blocked") return words.detail;
  const { organisationName, outlook } = overview;
  if (alert.cause === "review") return `The review is with ${organisationName}. ${words.detail}`;
  const withWhom = `The decision is with ${organisationName}.`;
  if (alert.cause === "rejected" || !outlook.ifApproved) return withWhom;
  return `${withWhom} ${sentence(capital(approval(outlook.ifApproved, style)))}`;
}
