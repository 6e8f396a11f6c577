import { HistoryList } from "@/components/production/history-list";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { QuoteDecision } from "@/lib/quotes/find-quote";
import { capital, counted } from "@/lib/words/counts";
import { formatTime } from "@/lib/words/dates";
import { formatMoney } from "@/lib/words/money";

/** Who decided what, and when; immutable. */
export function Decisions({
  quoteId,
  decisions,
  style,
  seesPrices,
}: {
  quoteId: string;
  decisions: QuoteDecision[];
  style: DateStyle;
  seesPrices: boolean;
}) {
  if (decisions.length === 0) return <p className="small quiet">Nothing has been decided yet.</p>;
  return (
    <HistoryList
      items={decisions.map((decision) => ({
        key: decision.id,
        at: decision.decidedAt.toISOString(),
        date: formatDay(decision.decidedAt, style),
        time: formatTime(decision.decidedAt, style.zone),
        what: whatWasDecided(decision, seesPrices),
        by: (
          <>
            {[decision.decidedBy ?? "Somebody who has left", decision.reason ? `“${decision.reason}”` : null]
              .filter(Boolean)
              .join(". ")}
            {seesPrices ? <Documents address={`/quotes/${quoteId}/decisions/${decision.id}`} /> : null}
          </>
        ),
        you: true,
      }))}
    />
  );
}

/** The decision as a sealed document, to file away. */
function Documents({ address }: { address: string }) {
  return (
    <>
      {" "}
      <a href={`${address}?format=pdf`} download>
        PDF
      </a>{" "}
      <a href={`${address}?format=xlsx`} download>
        Excel
      </a>
    </>
  );
}

function whatWasDecided(decision: QuoteDecision, seesPrices: boolean): string {
  const { accepted, rejected, acceptedTotal, rejectedTotal, currency, version } = decision;
  const part = (n: number, verb: string, total: number) =>
    n === 0
      ? null
      : `${counted(n, "variant")} ${verb}${seesPrices ? `, ${formatMoney(total, currency)}` : ""}`;
  const parts = [part(accepted, "accepted", acceptedTotal), part(rejected, "rejected", rejectedTotal)];
  return `${capital(parts.filter((text) => text !== null).join("; "))} (version ${version})`;
}
