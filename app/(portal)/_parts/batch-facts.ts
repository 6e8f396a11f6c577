import type { Outlook } from "@/lib/batches/outlook";
import { outlookWords } from "@/lib/batches/outlook-words";
import type { DateStyle } from "@/lib/calendar/format";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";

/** What a list says of a batch (`BatchRow`), and the notes that stand below it. */
export function batchFacts(
  { id, name, counts }: { id: string; name: string; counts: PlaceCounts },
  outlook: Outlook | undefined,
  style: DateStyle,
) {
  const words = outlook && outlookWords(outlook, style);
  const row = {
    name,
    href: `/batches/${id}`,
    progress: progressOf(counts),
    headline: words?.head,
    delay: words?.tone,
  };
  return { row, notes: words?.notes ?? [] };
}
