import { localDate } from "@/lib/calendar/business-time";
import { type DateStyle, formatDate, formatInstant } from "@/lib/calendar/format";
import type { Figures } from "@/lib/sharing/visits";
import type { Overview } from "./overview";

/** What a look at an overview saw, for the next one to be compared with. */
export function figuresSeen({ progress, counts, outlook, rules }: Overview, style: DateStyle): Figures {
  const due = (outlook.expected ?? outlook.ifApproved)?.to;
  return {
    at: style.now.getTime(),
    seen: formatInstant(style.now, style),
    validated: progress.buckets.validated,
    completed: progress.buckets.validated + progress.buckets.ready,
    waiting: counts.quote_sent,
    late: outlook.late,
    due: due ? { day: localDate(rules.calendar, due), words: formatDate(due, style) } : null,
  };
}
