import type { Metadata } from "next";
import { Fact, Facts } from "@/components/production/facts";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { EmptyState } from "@/components/ui/empty-state";
import { requireProducer } from "@/lib/auth/current-actor";
import type { ScoreSum } from "@/lib/forecast/promise-score";
import { promisesKept } from "@/lib/insights/promises-kept";
import { Views } from "../views";
import { Batches, ByBrand, Calibration, share } from "./tables";

export const metadata: Metadata = { title: "Dates kept" };

export default async function PromisesPage() {
  const kept = await promisesKept(await requireProducer());
  const { all, byBrand, calibration, batches, calendar } = kept;
  return (
    <>
      <PageTitle
        title="Dates kept"
        sub="Every date customers were shown, against when everything was ready for review."
      />
      <Views current="Dates kept" />
      {all.batches === 0 ? (
        <EmptyState title="No batch is ready yet">
          Each batch is judged here once all of it is ready for review.
        </EmptyState>
      ) : (
        <>
          <Sums {...all} />
          <Section title="By brand and month" note="The month in which they were ready.">
            <ByBrand rows={byBrand} />
          </Section>
          <Section
            title="85% dates by how far ahead"
            note="Of dates that mean what they say, 85 of 100 hold. Fewer: they are too early; more: too late."
          >
            <Calibration rows={calibration} />
          </Section>
          <Section
            title="Batches"
            note="Dates that left variants out, or waited for a quote, said so themselves and are not judged."
          >
            <Batches batches={batches.slice(0, 50)} calendar={calendar} />
          </Section>
        </>
      )}
    </>
  );
}

function Sums({ batches, firstHeld, dates, held, within, foundEarly }: ScoreSum) {
  return (
    <Facts>
      <Fact label="First dates that held" large answer={share(firstHeld, batches)}>
        <p>
          {firstHeld} of {batches} batches were ready by the first 85% date.
        </p>
      </Fact>
      <Fact label="85% dates that held" large answer={share(held, dates)}>
        <p>
          {held} of {dates} dates shown.
        </p>
      </Fact>
      <Fact label="Within the range shown" large answer={share(within, dates)}>
        <p>
          {within} of {dates}; the others came true earlier or later.
        </p>
      </Fact>
      <Fact
        label="Known ahead"
        large
        answer={foundEarly === null ? "–" : `${foundEarly} working ${foundEarly === 1 ? "day" : "days"}`}
      >
        <p>Median time from which on every range shown held the date.</p>
      </Fact>
    </Facts>
  );
}
