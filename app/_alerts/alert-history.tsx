import { HistoryList } from "@/components/production/history-list";
import type { AlertLogEntry } from "@/lib/alerts/list-alert-log";
import { type DateStyle, formatDay, formatInstant } from "@/lib/calendar/format";
import { formatTime } from "@/lib/words/dates";

/** What became of alerts, newest first; it stays when they have gone. */
export function AlertHistory({
  entries,
  style,
  organisations = false,
}: {
  entries: readonly AlertLogEntry[];
  style: DateStyle;
  /** Names whose alert each was. */
  organisations?: boolean;
}) {
  return (
    <HistoryList
      items={entries.map((entry) => ({
        key: entry.id,
        at: entry.at.toISOString(),
        date: formatDay(entry.at, style),
        time: formatTime(entry.at, style.zone),
        what: eventWords(entry, style),
        by: organisations ? `${entry.sentence} ${entry.organisation}.` : entry.sentence,
      }))}
    />
  );
}

function eventWords({ event, by, until, to, began }: AlertLogEntry, style: DateStyle): string {
  const who = by ? ` by ${by}` : "";
  switch (event) {
    case "appeared":
      return began ? `Noticed; it began ${formatDay(began, style)}` : "Noticed";
    case "resolved":
      return "Resolved";
    case "acknowledged":
      return `Acknowledged${who}`;
    case "snoozed":
      return until ? `Snoozed${who} until ${formatInstant(until, style)}` : `Snoozed${who}`;
    case "woken":
      return `Brought back${who}`;
    case "assigned":
      return to ? `Assigned to ${to}${who}` : `Assigned to nobody${who}`;
  }
}
