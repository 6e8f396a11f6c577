import type { Metadata } from "next";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { currentPerson } from "@/lib/auth/current-actor";
import { formatDay } from "@/lib/calendar/format";
import { riskWords } from "@/lib/review/risky-orders";
import { loadWeekly, type Weekly } from "@/lib/review/weekly";
import {
  approvalWords,
  planLines,
  weeklySentence,
  weeklySummary,
  weekWords,
} from "@/lib/review/weekly-words";
import { capital, counted } from "@/lib/words/counts";
import { type Reading, reading } from "../../_page/read";
import { ReviewTabs } from "../review-tabs";

export const metadata: Metadata = { title: "Weekly review" };

/** The week in front of a meeting, and as a text to take there. Source: the seed, "Weekly Review". */
export default async function WeeklyPage() {
  const person = await currentPerson();
  const { weekly, style } = await reading(async ({ tx, ...rest }) => ({
    style: rest.style,
    weekly: await loadWeekly(tx, rest.organisationId, rest),
  }));
  const organisation = person?.organisation?.name ?? "";
  const summary = weeklySummary(weekly, organisation, style);
  const subject = `${organisation}: weekly review, ${formatDay(style.now, style)}`;
  return (
    <>
      <ReviewTabs current="weekly" />
      <section className="hero-day">
        <div>
          <p className="date">
            {formatDay(weekly.since, style)} to {formatDay(style.now, style)}
          </p>
          <h1>{weeklySentence(weekly)}</h1>
          <div className="acts">
            <CopyButton primary text={summary} label="Copy the summary" />
            <LinkButton
              file
              href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(summary)}`}
            >
              Send by e-mail
            </LinkButton>
          </div>
        </div>
      </section>
      <Batches weekly={weekly} />
      <Orders weekly={weekly} style={style} />
      <Ahead weekly={weekly} style={style} />
      <Approvals weekly={weekly} />
      <Section title="Summary" note="The same as text, as it is copied.">
        <pre className="summary-text">{summary}</pre>
      </Section>
    </>
  );
}

function Batches({ weekly: { batches } }: { weekly: Weekly }) {
  return (
    <Section title="Progress" note="Against a week ago. Complete counts validated variants.">
      {batches.length === 0 ? (
        <p className="small quiet">No batch is open, and none moved this week.</p>
      ) : (
        <ul className="by-batch">
          {batches.map((batch) => (
            <li key={batch.id}>
              <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
              <div>
                <p>{weekWords(batch)}</p>
                <SegmentedBar buckets={batch.now.buckets} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Orders({ weekly: { orders }, style }: { weekly: Weekly; style: Reading["style"] }) {
  return (
    <Section title="Orders at risk" note={orders.length > 0 ? "And why." : undefined}>
      {orders.length === 0 ? (
        <p className="small quiet">No order is late, stopped or close to its limit.</p>
      ) : (
        <ul className="by-batch">
          {orders.map((order) => (
            <li key={order.id}>
              <Link href={`/orders/${order.id}`}>{order.number}</Link>
              <span>{riskWords(order, style)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Ahead({ weekly: { counts, plan }, style }: { weekly: Weekly; style: Reading["style"] }) {
  const lines = planLines(plan, style);
  return (
    <Section
      title="Validation work ahead"
      note="Ready on which day, at even odds of each variant's estimate."
    >
      <div>
        <p>
          {counts.completed > 0
            ? `${capital(counted(counts.completed, "variant"))} ${counts.completed === 1 ? "is" : "are"} ready now.`
            : "Nothing waits for your review now."}{" "}
          {counts.completed > 0 ? <Link href="/validation">Start reviewing</Link> : null}
        </p>
        {lines.length === 0 ? null : (
          <ul className="plan">
            {lines.map((line) => {
              const [when, what] = line.split(": ");
              return (
                <li key={line}>
                  <span>{when}</span>
                  <span>{what}</span>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Section>
  );
}

function Approvals({ weekly: { approvals } }: { weekly: Weekly }) {
  return (
    <Section title="Approval times" note="From quote sent to decided, the last 90 days.">
      {approvals.length === 0 ? (
        <p className="small quiet">No quote was decided in the last 90 days.</p>
      ) : (
        <ul>
          {approvals.map((time) => (
            <li key={time.brand}>{approvalWords(time)}.</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
