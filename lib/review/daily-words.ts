import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { META } from "@/lib/lifecycle/meta";
import { capital, counted, countWord } from "@/lib/words/counts";
import { formatTime } from "@/lib/words/dates";
import type { Daily } from "./daily";
import type { NewlyLate, NewlyReady } from "./newly";

const sum = (groups: readonly { count: number }[]) => groups.reduce((all, { count }) => all + count, 0);

/** "Three variants are newly late, five are newly ready for your review." What a day comes down to. */
export function dailySentence({ late, ready, news }: Pick<Daily, "late" | "ready" | "news">): string {
  const [over, done] = [sum(late), sum(ready)];
  const parts: string[] = [];
  if (over > 0) parts.push(`${counted(over, "variant")} ${over === 1 ? "is" : "are"} newly late`);
  if (done > 0) {
    const who = parts.length > 0 ? countWord(done) : counted(done, "variant");
    parts.push(`${who} ${done === 1 ? "is" : "are"} newly ready for your review`);
  }
  if (parts.length > 0) return capital(`${parts.join(", ")}.`);
  if (news.length === 0) return "Nothing has changed.";
  return capital(`${counted(news.length, "batch", "batches")} moved on, and nothing is newly late.`);
}

/** "Three variants passed the time allowed for Working 3D Assets, the first on Thu 19 Nov, 14:36." */
export function lateWords({ place, count, since }: NewlyLate, style: DateStyle): string {
  const when = `on ${formatDay(since, style)}, ${formatTime(since, style.zone)}`;
  const variants = capital(counted(count, "variant"));
  return `${variants} passed the time allowed for ${META[place].label}, ${count === 1 ? "" : "the first "}${when}.`;
}

/** "Five variants became ready, the last on Fri 20 Nov, 16:05." */
export function readyWords({ count, at }: NewlyReady, style: DateStyle): string {
  const when = `on ${formatDay(at, style)}, ${formatTime(at, style.zone)}`;
  return `${capital(counted(count, "variant"))} became ready, ${count === 1 ? "" : "the last "}${when}.`;
}
