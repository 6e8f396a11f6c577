import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { capital, counted, countWord, figure } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import type { ApprovalTime } from "./approval-times";
import type { ReadyPlan } from "./ready-plan";
import { riskWords } from "./risky-orders";
import type { WeekOfBatch } from "./week-progress";
import type { Weekly } from "./weekly";

const percent = (value: number | null) => (value === null ? "–" : `${value}%`);

/** "45% Complete (45/100), 38% a week ago. Seven more validated, ten more produced." */
export function weekWords({ now, before }: WeekOfBatch): string {
  const total = `${percent(now.complete)} Complete (${now.buckets.validated}/${now.active})`;
  if (before.active === 0) return `${total}. Ordered this week.`;
  const validated = now.buckets.validated - before.buckets.validated;
  const produced =
    now.buckets.ready + now.buckets.validated - before.buckets.ready - before.buckets.validated;
  const parts = [change(validated, "validated"), change(produced, "produced")].filter(
    (part) => part !== null,
  );
  const moved = parts.length > 0 ? ` ${capital(parts.join(", "))}.` : "";
  const was = now.complete === before.complete ? "as a week ago" : `${percent(before.complete)} a week ago`;
  return `${total}, ${was}.${moved}`;
}

function change(n: number, what: string): string | null {
  if (n === 0) return null;
  return `${countWord(Math.abs(n))} ${n > 0 ? "more" : "fewer"} ${what}`;
}

const variants = (n: number) => `${figure(n)} ${n === 1 ? "variant" : "variants"}`;

/** "Mon 30 Nov: 4 variants", for the days on which something becomes ready. */
export function planLines(
  { days, later, ifApproved, undated }: ReadyPlan,
  style: Pick<DateStyle, "now">,
): string[] {
  const lines = days
    .filter(({ count }) => count > 0)
    .map(({ date, count }) => `${formatIsoDay(date, style)}: ${variants(count)}`);
  if (later > 0) lines.push(`Later: ${variants(later)}`);
  if (ifApproved > 0) lines.push(`Only if you approve their quote: ${variants(ifApproved)}`);
  if (undated > 0) lines.push(`No date yet, an error or a declined quote comes first: ${variants(undated)}`);
  return lines;
}

const days = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** "Nike: 1.5 business days, the middle of four decisions". */
export function approvalWords({ brand, median, decisions }: ApprovalTime): string {
  const long = `${days.format(median)} business ${median === 1 ? "day" : "days"}`;
  return decisions === 1
    ? `${brand}: ${long}, one decision`
    : `${brand}: ${long}, the middle of ${counted(decisions, "decision")}`;
}

/** The sentence at the top: how many orders are at risk, and how much was validated. */
export function weeklySentence({ orders, batches }: Pick<Weekly, "orders" | "batches">): string {
  const validated = batches.reduce((sum, b) => sum + b.now.buckets.validated - b.before.buckets.validated, 0);
  const week =
    validated > 0 ? `${counted(validated, "variant")} validated this week` : "nothing validated this week";
  const n = orders.length;
  const risk = n === 0 ? "no order is at risk" : `${counted(n, "order")} ${n === 1 ? "is" : "are"} at risk`;
  return capital(`${week}, and ${risk}.`);
}

/** The week as plain text, to be pasted or sent. */
export function weeklySummary(weekly: Weekly, organisation: string, style: DateStyle): string {
  const { since, batches, orders, plan, approvals, counts } = weekly;
  const part = (title: string, lines: string[], none: string) =>
    [title, ...(lines.length > 0 ? lines.map((line) => `- ${line}`) : [none])].join("\n");
  return [
    `${organisation}: weekly review, ${formatDay(since, style)} to ${formatDay(style.now, style)}`,
    weeklySentence(weekly),
    part(
      "Progress",
      batches.map((batch) => `${batch.name}: ${weekWords(batch)}`),
      "No open batch.",
    ),
    part(
      "Orders at risk",
      orders.map((order) => `${order.number}: ${riskWords(order, style)}`),
      "None.",
    ),
    part(
      "Validation work ahead",
      [
        ...(counts.completed > 0 ? [`Ready now: ${variants(counts.completed)}`] : []),
        ...planLines(plan, style),
      ],
      "Nothing is on its way.",
    ),
    part(
      "Approval times, quote sent to decided",
      approvals.map(approvalWords),
      "No quote was decided in 90 days.",
    ),
    "Complete counts validated variants. Days are business days.",
  ].join("\n\n");
}
