import type { Calendar } from "@/lib/calendar/calendar";
import { formatRange } from "@/lib/calendar/format";
import { counted } from "@/lib/words/counts";
import type { Outlook } from "./outlook";
import { approvalSentences } from "./outlook-words";

/** What becomes of a batch's dates by each decision on the lines of a quote in it, in sentences. */
export interface BatchEffect {
  batch: string;
  /** Of its variants, those that wait for this decision. */
  waiting: number;
  approve: string;
  decline: string;
}

/**
 * The two ways a batch goes on from a quote. Approved lines rejoin it, so the date that holds "if approved" stands; declined
 * ones leave its date, since they have none until they are revised or reordered. Source: domain.md, Forecast.
 */
export function batchEffect(
  batch: string,
  waiting: number,
  outlook: Outlook,
  calendar: Calendar,
  now: Date,
): BatchEffect {
  const style = { zone: calendar.zone, now };
  const { expected } = outlook;
  const approve = approvalSentences(outlook, calendar, now) || "Production of them goes on at once.";
  const without = counted(waiting, "variant");
  const decline = expected
    ? `The rest is ready ${formatRange(expected.from, expected.to, style, "short")}, without ${without}.`
    : `Nothing else of it is in production; ${without} ${waiting === 1 ? "has" : "have"} no date until revised or reordered.`;
  return { batch, waiting, approve, decline };
}
