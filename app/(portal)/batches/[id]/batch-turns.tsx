import { TurnBar } from "@/components/production/turn-bar";
import { Section } from "@/components/shell/section";
import { turnDaysWords } from "@/lib/lifecycle/turn-days";
import type { BatchTurns as Turns } from "@/lib/variants/load-turn-days";
import { counted } from "@/lib/words/counts";

/** Whose time the batch took; the customer's never counts as the producer's delay. */
export function BatchTurns({ turns: { average, variants } }: { turns: Turns }) {
  if (variants === 0) return null;
  const { producer, customer, error } = average;
  const spans = [
    { turn: "us" as const, days: producer },
    { turn: "you" as const, days: customer },
    { turn: "error" as const, days: error },
  ].filter(({ days }) => days > 0);
  const note =
    variants === 1
      ? "From order to validation, or until now."
      : `The average of ${counted(variants, "variant")}, each from order to validation, or until now.`;
  return (
    <Section title="Whose turn it was" note={note}>
      {spans.length === 0 ? (
        <p className="small quiet">No working time has passed yet.</p>
      ) : (
        <div>
          <p>{turnDaysWords(average, "you")}. Your turn never counts as our delay.</p>
          <TurnBar spans={spans} />
        </div>
      )}
    </Section>
  );
}
