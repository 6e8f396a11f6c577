import type { Alert } from "@/lib/alerts/alert";
import type { AlertWords } from "@/lib/alerts/words";
import { approval } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import type { Overview } from "@/lib/reports/overview";
import { capital } from "@/lib/words/counts";

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
  const causes = overview.alerts.filter(({ alert }) => alert.kind !== "quality" || alert.blocking);
  const [first, ...others] = causes;
  if (!first) return null;
  return {
    title: first.words.title,
    detail: detailOf(first.alert, first.words, overview, style),
    grave: first.alert.kind === "error" || first.alert.kind === "delay",
    others: others.map(({ words }) => words.title),
  };
}

function detailOf(alert: Alert, words: AlertWords, overview: Overview, style: DateStyle): string {
  if (alert.kind !== "blocked") return words.detail;
  const { organisationName, outlook } = overview;
  if (alert.cause === "review") return `The review is with ${organisationName}. ${words.detail}`;
  const withWhom = `The decision is with ${organisationName}.`;
  if (alert.cause === "rejected" || !outlook.ifApproved) return withWhom;
  return `${withWhom} ${capital(approval(outlook.ifApproved, style))}.`;
}
