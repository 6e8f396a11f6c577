import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { capital, counted, countWord } from "@/lib/words/counts";

/** "Three of four open batches are on time." */
export function onTimeSentence({ all, open }: { all: number; open: number }, late: number): string {
  if (all === 0) return "Nothing is in production yet.";
  if (open === 0) return all === 1 ? "Your batch is finished." : "All batches are finished.";
  const onTime = open - late;
  if (open === 1) return onTime === 1 ? "Your open batch is on time." : "Your open batch is late.";
  if (late === 0) return `${open === 2 ? "Both" : `All ${countWord(open)}`} open batches are on time.`;
  if (onTime === 0) return `${open === 2 ? "Both" : `All ${countWord(open)}`} open batches are late.`;
  return capital(
    `${countWord(onTime)} of ${countWord(open)} open batches ${onTime === 1 ? "is" : "are"} on time.`,
  );
}

/** "54 variants wait for you." */
export function waitingSentence(withYou: number): string {
  return capital(`${counted(withYou, "variant")} ${withYou === 1 ? "waits" : "wait"} for you.`);
}

/** "yesterday", or "Fri 20 Nov" after a weekend. */
export function sinceWhen(since: Date, style: DateStyle): string {
  const dayBefore = new Date(style.now.getTime() - 24 * 3_600_000);
  const day = formatDay(since, style);
  return day === formatDay(dayBefore, style) ? "yesterday" : day;
}
