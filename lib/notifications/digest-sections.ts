import type { NotificationData } from "@/db/schema/notifications";
import type { MailSection } from "@/lib/events/queue-mail";
import { GROUP_LABELS, GROUPS, KIND_IDS, KINDS, type Kind } from "./kinds";
import { notificationWords } from "./words";

/** A notification as a digest sums it up. */
export interface Digested {
  kind: Kind;
  count: number;
  data: NotificationData;
  batch_id: string | null;
  organisation: string;
  [column: string]: unknown;
}

/** What waits for somebody now. */
export interface Waiting {
  kind: Kind;
  count: number;
  data: NotificationData;
}

/** Lines of one section; the rest is on the page. */
const linesAtMost = 12;

/**
 * The parts of a digest: what waits now, then what went wrong and what moved on since the last one. Of one batch the
 * same is one line with its sum; a name of the organisation stands before a line where there are several.
 */
export function digestSections(
  waits: readonly Waiting[],
  told: readonly Digested[],
  severalHouses: boolean,
): MailSection[] {
  return GROUPS.map((group) => {
    const ofGroup = told.filter(({ kind }) => KINDS[kind].group === group);
    const lines = summed(ofGroup).map((each) => {
      const words = notificationWords(each);
      return severalHouses ? `${each.organisation}: ${words}` : words;
    });
    const now = group === "waits" ? waits.map(notificationWords) : [];
    return { title: GROUP_LABELS[group], lines: shortened([...new Set([...now, ...lines])]) };
  }).filter(({ lines }) => lines.length > 0);
}

function summed(told: readonly Digested[]): Digested[] {
  const lines = new Map<string, Digested>();
  for (const each of told) {
    const { kind, data, batch_id, count, organisation } = each;
    const key = data.words ?? `${organisation} ${kind} ${batch_id} ${data.event} ${data.place}`;
    const known = lines.get(key);
    // A batch that became ready twice is as large as it is.
    lines.set(key, known && kind !== "batch_ready" ? { ...known, count: known.count + count } : each);
  }
  // As the settings list them: what is finished before what only moved on.
  return [...lines.values()].toSorted((a, b) => KIND_IDS.indexOf(a.kind) - KIND_IDS.indexOf(b.kind));
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= linesAtMost) return [...lines];
  return [...lines.slice(0, linesAtMost), `And ${lines.length - linesAtMost} more.`];
}
