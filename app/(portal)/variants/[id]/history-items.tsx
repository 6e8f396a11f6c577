import type { HistoryItem } from "@/components/production/history-list";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { EVENT_META } from "@/lib/lifecycle/events";
import { META } from "@/lib/lifecycle/meta";
import { CANCEL_CODES, REVISION_CODES } from "@/lib/lifecycle/needs";
import { DEPARTMENT_LABELS } from "@/lib/lifecycle/states";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type {
  By,
  HistoryActivity,
  HistoryEntry,
  HistoryFlag,
  HistoryStep,
} from "@/lib/variants/list-history";
import { capital } from "@/lib/words/counts";
import { formatTime } from "@/lib/words/dates";
import { formatMoney } from "@/lib/words/money";

/** A history as its list takes it: what, who, and why in their words. */
export function historyItems(
  history: HistoryEntry[],
  variant: Pick<VariantDetail, "order" | "batch">,
  style: DateStyle,
): HistoryItem[] {
  return history.map((entry) => ({
    key: entry.id,
    at: entry.at.toISOString(),
    date: formatDay(entry.at, style),
    time: formatTime(entry.at, style.zone),
    what: whatHappened(entry, variant.order.number),
    by: [whoDid(entry.by), ...detailsOf(entry, variant.batch.name)].join(". "),
    you: entry.kind === "step" && entry.by.kind === "customer",
  }));
}

function whatHappened(entry: HistoryEntry, order: string) {
  switch (entry.kind) {
    case "step":
      return <Step step={entry} order={order} />;
    case "flag":
      return flagWords(entry);
    case "activity":
      return activityWords(entry);
  }
}

function Step({ step: { event, from, to, undone }, order }: { step: HistoryStep; order: string }) {
  if (from === null) return `Ordered with ${order}`;
  return (
    <>
      {event === "undo" ? "Undone: back from " : null}
      {META[from].label} to <b>{META[to].label}</b>
      {undone ? " (undone later)" : null}
    </>
  );
}

function flagWords({ words, resolution }: HistoryFlag): string {
  return resolution === null ? `Quality flag raised: ${words}` : `Quality flag resolved: ${words}`;
}

const ACTIVITIES: Readonly<Record<string, string>> = {
  corrected: "Order data corrected",
  file_added: "File added",
  file_removed: "File removed",
  batch_moved: "Moved to another batch",
};

function activityWords({ activity, assignee, department, changed }: HistoryActivity): string {
  if (activity === "assigned") {
    const whom = assignee ?? (department ? DEPARTMENT_LABELS[department] : "the department of its state");
    return `Assigned to ${whom}`;
  }
  const words = ACTIVITIES[activity] ?? capital(activity.replaceAll("_", " "));
  return changed.length > 0 ? `${words}: ${changed.join(", ")}` : words;
}

function whoDid({ kind, name, department, you }: By): string {
  if (you) return "You";
  if (kind === "system") return "System";
  if (kind === "customer") return name ?? "Your team";
  const where = department ? DEPARTMENT_LABELS[department] : "Production";
  return name ? `${name}, ${where}` : where;
}

const CODES: Readonly<Record<string, string>> = { ...REVISION_CODES, ...CANCEL_CODES };

function detailsOf(entry: HistoryEntry, currentBatch: string): string[] {
  if (entry.kind === "flag") return entry.resolution ? [entry.resolution] : [capital(entry.severity)];
  if (entry.kind !== "step") return [];
  const { event, quote, batch, reason, reasonCode } = entry;
  const details: string[] = [];
  if (event === "cancel" || event === "reorder") details.push(EVENT_META[event].done);
  if (quote) {
    const price = quote.price === null ? "" : `, ${formatMoney(quote.price, quote.currency)} net`;
    details.push(`Quote ${quote.number}, version ${quote.version}${price}`);
  }
  if (batch && batch !== currentBatch) details.push(`Batch ${batch}`);
  const code = reasonCode ? CODES[reasonCode] : null;
  if (code) details.push(code);
  if (reason) details.push(`“${reason}”`);
  return details;
}
