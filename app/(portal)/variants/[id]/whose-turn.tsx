import { TurnBar } from "@/components/production/turn-bar";
import { Section } from "@/components/shell/section";
import type { Calendar } from "@/lib/calendar/calendar";
import { type DateStyle, formatRange } from "@/lib/calendar/format";
import type { HistoryEntry, HistoryStep } from "@/lib/variants/list-history";
import { type TurnStretch, turnsOf } from "@/lib/variants/turns";

const SPANS = { producer: "us", customer: "you", error: "error" } as const;

/** Whose turn it was, in business days: the customer's time is no delay of the producer. */
export function WhoseTurn({
  history,
  given,
  reader = "customer",
}: {
  history: HistoryEntry[];
  given: { calendar: Calendar; now: Date; style: DateStyle };
  reader?: "customer" | "producer";
}) {
  const steps = history.filter((entry): entry is HistoryStep => entry.kind === "step");
  const stretches = turnsOf(steps, given.calendar, given.now);
  const spans = stretches
    .filter(({ days }) => days > 0)
    .map(({ turn, days }) => ({ turn: SPANS[turn], days }));
  const yours = stretches.findLast(({ turn }) => turn === "customer");
  return (
    <Section layout="stack" title="Whose turn it was">
      {spans.length === 0 ? (
        <p className="small quiet">No working time has passed yet.</p>
      ) : (
        <TurnBar
          spans={spans}
          reader={reader}
          you={yours ? `, ${occasion(yours)}, ${formatRange(yours.from, yours.to, given.style)}` : null}
        />
      )}
    </Section>
  );
}

function occasion({ place }: TurnStretch): string {
  return place === "completed" ? "review" : "quote";
}
