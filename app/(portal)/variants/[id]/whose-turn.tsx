import { TurnBar } from "@/components/production/turn-bar";
import { Section } from "@/components/shell/section";
import { formatRange } from "@/lib/calendar/format";
import type { HistoryEntry, HistoryStep } from "@/lib/variants/list-history";
import { type TurnStretch, turnsOf } from "@/lib/variants/turns";
import type { Reading } from "../../_page/read";

/** Whose turn it was, in business days: the customer's time is no delay of the producer. */
export function WhoseTurn({ history, given }: { history: HistoryEntry[]; given: Omit<Reading, "tx"> }) {
  const steps = history.filter((entry): entry is HistoryStep => entry.kind === "step");
  const stretches = turnsOf(steps, given.calendar, given.now);
  const spans = stretches
    .filter(({ days }) => days > 0)
    .map(({ turn, days }) => ({ turn: turn === "producer" ? ("us" as const) : ("you" as const), days }));
  const yours = stretches.findLast(({ turn }) => turn === "customer");
  return (
    <Section layout="stack" title="Whose turn it was">
      {spans.length === 0 ? (
        <p className="small quiet">No working time has passed yet.</p>
      ) : (
        <TurnBar
          spans={spans}
          you={yours ? `, ${occasion(yours)}, ${formatRange(yours.from, yours.to, given.style)}` : null}
        />
      )}
    </Section>
  );
}

function occasion({ place }: TurnStretch): string {
  return place === "completed" ? "review" : "quote";
}
