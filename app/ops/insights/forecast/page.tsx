import type { Metadata } from "next";
import { opsReading } from "@/app/ops/_record/read";
import { Fact, Facts } from "@/components/production/facts";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { formatInstant } from "@/lib/calendar/format";
import { LEAST_CASES } from "@/lib/forecast/look-back";
import { calibration } from "@/lib/forecast/promise-score";
import { type ForecastKept, forecastKept } from "@/lib/insights/forecast-kept";
import { counted } from "@/lib/words/counts";
import { Calibration } from "../promises/tables";
import { Views } from "../views";
import { Lives, Methods, OWN, Replays, rate } from "./tables";

export const metadata: Metadata = { title: "Forecast" };

export default async function ForecastPage() {
  const [kept, zone] = await opsReading(
    async ({ tx, calendar }) => [await forecastKept(tx), calendar.zone] as const,
  );
  return (
    <>
      <PageTitle
        title="Forecast"
        sub={kept ? learnedFrom(kept, zone) : "What history says of dates, judged on history."}
      />
      <Views current="Forecast" />
      {kept?.judgedAt && <Judged kept={kept} zone={zone} />}
      {kept && !kept.judgedAt && (
        <EmptyState title="Not yet judged on its past">
          It looks back within minutes of its start, and then once a day. Its dates are in use already.
        </EmptyState>
      )}
      {!kept && (
        <EmptyState title="Nothing was learned yet">
          {`From ${LEAST_CASES} variants made on, dates rest on how long work took; until then on the day limits.`}
        </EmptyState>
      )}
    </>
  );
}

function learnedFrom({ cases, at, judgedAt }: ForecastKept, zone: string): string {
  const learned = `Learned from ${count(cases)} variants that were made until ${formatInstant(at, { zone })}`;
  return judgedAt
    ? `${learned}, and judged on its past until ${formatInstant(judgedAt, { zone })}.`
    : `${learned}.`;
}

function Judged({ kept, zone }: { kept: ForecastKept; zone: string }) {
  const { methods, learned, limits, batches } = kept;
  return (
    <>
      <Sums kept={kept} />
      <Section
        title="Variants, beside simple ways"
        note="Each asked after every step, knowing only what was known then; the producer's business days. This forecast leans on the day limits until history is longer. What a batch completes at once errs as one."
      >
        <Methods methods={methods} />
      </Section>
      <Section
        title="Batches, replayed"
        note="Each working day anew by the rules of the ledger: as learned by then, and by the day limits alone."
      >
        <Replays
          rows={[
            { name: "With history", scores: learned },
            { name: "Day limits alone", scores: limits },
          ]}
        />
      </Section>
      <Section
        title="85% dates by how far ahead"
        note="Of dates that mean what they say, 85 of 100 hold. Fewer: they are too early; more: too late."
      >
        <Calibration rows={calibration(learned)} />
      </Section>
      <Section
        title="Dates over the life of a batch"
        note="From how many working days ahead every range said held the day it was ready."
      >
        <Lives batches={batches.slice(0, 50)} zone={zone} />
      </Section>
    </>
  );
}

/** Shares over fewer batches than this swing too far to be read as a rate. */
const FEW_BATCHES = 10;

function Sums({ kept: { methods, batchesAsked } }: { kept: ForecastKept }) {
  const own = methods.find(({ method }) => method === OWN);
  if (!own || own.prefixes === 0) return null;
  const others = methods.filter(({ method }) => method !== OWN).map(({ mae }) => mae);
  const of = counted(batchesAsked, "batch", "batches");
  const few = batchesAsked < FEW_BATCHES ? ` Too early to tell: all questions are of ${of}.` : "";
  return (
    <Facts>
      <Fact label="Off by" large answer={`${own.mae.toFixed(1)} days`}>
        <p>
          {own.mae.toFixed(2)} on average over {count(own.prefixes)} questions of {of}; the best simple way{" "}
          {Math.min(...others).toFixed(2)}.
        </p>
      </Fact>
      <Fact label="Even odds held" large answer={rate(own.coverage50)}>
        <p>Should be 50%.{few}</p>
      </Fact>
      <Fact label="85% held" large answer={rate(own.coverage85)}>
        <p>Should be 85%.{few}</p>
      </Fact>
    </Facts>
  );
}
