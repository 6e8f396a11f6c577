import { businessDaysBetween } from "@/lib/calendar/business-time";
import type { Calendar } from "@/lib/calendar/calendar";
import { formatBusinessDuration, formatDate, formatDay, formatInstant } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { capital, counted, countWord, figure, sentence } from "@/lib/words/counts";
import { formatMoney } from "@/lib/words/money";
import type { Alert, DelayAlert, ErrorAlert, QualityAlert, QuoteAlert, RejectedAlert } from "./alert";

export interface AlertWords {
  /** As the seed says it: "10 variants requiring quote approval". For the page of a batch, which needs no name. */
  title: string;
  /** With the batch: "Ten variants of Nike Collection 2024 wait for quote approval." */
  sentence: string;
  /** Why, since when, and until when. */
  detail: string;
  /** What to do now. Source: the seed, "Responding to Alerts". */
  advice: string;
}

export interface AlertReader {
  calendar: Calendar;
  now: Date;
  /** Prices, reasons and quote numbers are not for everybody (domain.md, "People"). */
  details: boolean;
  /** How dates are written; the house's own way where it is left out. */
  locale?: string;
}

/** An alert in words. */
export function alertWords(alert: Alert, reader: AlertReader): AlertWords {
  switch (alert.kind) {
    case "blocked":
      if (alert.cause === "quote") return quoteWords(alert, reader);
      return alert.cause === "rejected" ? rejectedWords(alert, reader) : reviewWords(alert, reader);
    case "delay":
      return delayWords(alert, reader);
    case "error":
      return errorWords(alert, reader);
    case "quality":
      return qualityWords(alert, reader);
  }
}

const style = ({ calendar, now, locale }: AlertReader) => ({
  zone: calendar.zone,
  now,
  ...(locale ? { locale } : {}),
});
const figures = (n: number) => `${figure(n)} ${n === 1 ? "variant" : "variants"}`;

/** "Ten variants of Nike Collection 2024", or "Ten variants of two batches". */
function subject({ count, batches }: Alert): string {
  const [first, ...others] = batches;
  const where = others.length > 0 ? `${countWord(batches.length)} batches` : (first?.name ?? "");
  return capital(`${counted(count, "variant")} of ${where}`);
}

function quoteWords(alert: QuoteAlert, reader: AlertReader): AlertWords {
  const { quote, count } = alert;
  const wait = count === 1 ? "waits" : "wait";
  const detail =
    quote && reader.details
      ? `Quote ${quote.number}${quote.version > 1 ? `, version ${quote.version}` : ""}, ${formatMoney(quote.total, quote.currency)} net. Valid until ${formatInstant(quote.validUntil, { zone: reader.calendar.zone })}.`
      : sentence(`Sent on ${formatDate(alert.since, style(reader))}`);
  return {
    title: `${figures(count)} requiring quote approval`,
    sentence: `${subject(alert)} ${wait} for quote approval.`,
    detail,
    advice: "Approve the quote, or decline it with a reason.",
  };
}

function rejectedWords(alert: RejectedAlert, reader: AlertReader): AlertWords {
  const need = alert.count === 1 ? "needs" : "need";
  const reason = reader.details && alert.reason ? `: “${alert.reason}”` : "";
  const rejected = `Rejected on ${formatDay(alert.since, style(reader))}`;
  return {
    title: `${figures(alert.count)} with a rejected quote`,
    sentence: `${subject(alert)} ${need} a decision: revise the quote, or reorder.`,
    detail: reason.endsWith(".”") ? `${rejected}${reason}` : sentence(`${rejected}${reason}`),
    advice: "Ask for a revised quote, or reorder.",
  };
}

function reviewWords(alert: Alert, reader: AlertReader): AlertWords {
  const are = alert.count === 1 ? "is" : "are";
  const waited = businessDaysBetween(reader.calendar, alert.since, reader.now);
  return {
    title: `${figures(alert.count)} overdue for review`,
    sentence: `${subject(alert)} ${are} overdue for review.`,
    detail: `The oldest has waited since ${formatDay(alert.since, style(reader))}, ${formatBusinessDuration(waited)} of working time.`,
    advice: "Validate them, or request a revision.",
  };
}

function delayWords(alert: DelayAlert, reader: AlertReader): AlertWords {
  const { late, atRisk, worst } = alert;
  const { label } = META[alert.place];
  const n = late > 0 ? late : atRisk;
  const are = n === 1 ? "is" : "are";
  const time = formatBusinessDuration(
    worst.spent + businessDaysBetween(reader.calendar, worst.enteredAt, reader.now),
  );
  const longest = `The longest has been there since ${formatDay(worst.enteredAt, style(reader))}, ${time}`;
  const over = formatBusinessDuration(businessDaysBetween(reader.calendar, worst.dueAt, reader.now));
  const near =
    late > 0 && atRisk > 0
      ? ` ${capital(countWord(atRisk))} more ${atRisk === 1 ? "is" : "are"} close to it.`
      : "";
  const advice = `Contact support for an update: batch ${alert.batches[0]?.name ?? ""}, ${worst.order}.`;
  return late > 0
    ? {
        title: `${figures(late)} late in ${label}`,
        sentence: `${subject({ ...alert, count: late })} ${are} over the time allowed for ${label}.`,
        detail: `${longest}, ${over} more than allowed.${near}`,
        advice,
      }
    : {
        title: `${figures(atRisk)} at risk in ${label}`,
        sentence: `${subject(alert)} ${are} close to the time allowed for ${label}.`,
        detail: sentence(`${longest}; it is due by ${formatDay(worst.dueAt, style(reader))}`),
        advice: "You need to do nothing yet.",
      };
}

function errorWords(alert: ErrorAlert, reader: AlertReader): AlertWords {
  const place = alert.stoppedIn ? ` in ${META[alert.stoppedIn].label}` : "";
  const reason =
    reader.details && alert.reason ? `${alert.reason}${/[.!?]$/.test(alert.reason) ? "" : "."} ` : "";
  const names = alert.named.map(({ sku }) => sku).join(", ");
  const more =
    alert.count > alert.named.length ? ` and ${figure(alert.count - alert.named.length)} more` : "";
  return {
    title: `${figures(alert.count)} with an error`,
    sentence: `${subject(alert)} stopped with an error.`,
    detail: sentence(`${reason}${names}${more} stopped${place} on ${formatDay(alert.since, style(reader))}`),
    advice: `Contact support to resolve it: batch ${alert.batches[0]?.name ?? ""}, ${alert.order}.`,
  };
}

function qualityWords(alert: QualityAlert, reader: AlertReader): AlertWords {
  const have = alert.count === 1 ? "has" : "have";
  const words = reader.details ? `: ${alert.words.replace(/[.]$/, "")}` : "";
  return {
    title: `${figures(alert.count)} with a quality flag${words}`,
    sentence: `${subject(alert)} ${have} a quality flag${words}.`,
    detail: alert.blocking
      ? `${capital(alert.severity)}. It blocks validation until it is resolved.`
      : `${capital(alert.severity)}. It does not block validation.`,
    advice: alert.blocking ? "We resolve it; you can then validate." : "Look at it when you review.",
  };
}
