import type { Metadata } from "next";
import { Cause, CauseList } from "@/components/production/alerts";
import { BatchRow } from "@/components/production/batch-row";
import { FrameSmall } from "@/components/production/frame-small";
import { LogList } from "@/components/production/history-list";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/access/permissions";
import { alertWords } from "@/lib/alerts/words";
import { formatDay, formatLongDay } from "@/lib/calendar/format";
import { onTurn, progressOf } from "@/lib/lifecycle/progress";
import { changeWords } from "@/lib/variants/change-words";
import { counted } from "@/lib/words/counts";
import { formatTime } from "@/lib/words/dates";
import { type Reading, readingShared } from "./_page/read";
import { standing } from "./_page/standing";
import { AlertActions } from "./_parts/alert-actions";
import { batchFacts } from "./_parts/batch-facts";
import { NoteLines } from "./_parts/notes";
import { loadOverview, type Overview } from "./load-overview";
import { OverviewTiles } from "./overview-tiles";
import { onTimeSentence, sinceWhen, waitingSentence } from "./overview-words";
import { Waiting } from "./waiting";

export const metadata: Metadata = { title: "Overview" };

type Read = Omit<Reading, "tx">;

export default async function OverviewPage() {
  const stands = await standing();
  const { overview, ...given } = await readingShared("overview", async ({ tx, ...rest }) => ({
    ...rest,
    overview: await loadOverview({ tx, ...rest }, stands),
  }));
  if (overview.orders.all === 0) return <FirstRun given={given} />;
  return (
    <>
      <Hero overview={overview} given={given} />
      <OverviewTiles overview={overview} style={given.style} />
      <Waiting overview={overview} {...given} />
      <Batches overview={overview} given={given} />
      <div className="two">
        <OtherAlerts overview={overview} given={given} />
        <Changes overview={overview} given={given} />
      </div>
    </>
  );
}

function Hero({ overview, given: { now, calendar } }: { overview: Overview; given: Read }) {
  const { counts, batches, lateBatches } = overview;
  const withYou = onTurn(counts, "customer");
  const withUs = onTurn(counts, "producer");
  return (
    <section className="hero-day">
      <div>
        <p className="date">{formatLongDay(now, { zone: calendar.zone })}</p>
        <h1>
          {onTimeSentence(batches, lateBatches)}{" "}
          {withYou > 0 ? <a href="#waits">{waitingSentence(withYou)}</a> : "Nothing waits for you."}
        </h1>
      </div>
      <aside>
        <FrameSmall
          left={{ figure: count(withYou), label: "with you", href: "/variants?show=yours" }}
          right={{ figure: count(withUs), label: "with us", href: "/variants?show=ours" }}
          name={`${counted(withYou, "variant")} with you, ${count(withUs)} with us`}
        />
      </aside>
    </section>
  );
}

function Batches({ overview, given: { style } }: { overview: Overview; given: Read }) {
  const { shown, batches, outlooks, counts } = overview;
  const { active } = progressOf(counts);
  const all = counted(batches.all, "batch", "batches");
  return (
    <Section title="Batches" note={`Complete counts validated variants. ${count(active)} active in ${all}.`}>
      <div>
        {shown.map((batch) => {
          const { row, notes } = batchFacts(batch, outlooks.get(batch.id), style);
          return (
            <BatchRow key={batch.id} {...row}>
              <NoteLines notes={notes} />
            </BatchRow>
          );
        })}
        {batches.all > shown.length ? (
          <div className="acts">
            <LinkButton href="/batches">See all {batches.all} batches</LinkButton>
          </div>
        ) : null}
      </div>
    </Section>
  );
}

const OTHERS = 5;

function OtherAlerts({ overview, given }: { overview: Overview; given: Read }) {
  const others = overview.foremost.filter(({ kind }) => kind !== "blocked");
  const { total, byKind } = overview.alerts;
  const more = total - byKind.blocked - Math.min(others.length, OTHERS);
  return (
    <Section title="Other alerts, by cause" layout="stack">
      {others.length === 0 ? (
        <p className="small quiet">No delay, no error and no quality flag.</p>
      ) : (
        <CauseList>
          {others.slice(0, OTHERS).map((alert) => {
            const words = alertWords(alert, { ...given, details: true });
            return (
              <Cause
                key={alert.key}
                kind={alert.kind}
                title={words.sentence}
                actions={<AlertActions alert={alert} actor={given.actor} />}
              >
                {words.detail} {words.advice}
              </Cause>
            );
          })}
        </CauseList>
      )}
      {more > 0 ? (
        <p className="small">
          <Link href="/alerts">See all {total} alerts</Link>
        </p>
      ) : null}
    </Section>
  );
}

function Changes({
  overview: { changes, since },
  given: { style, now },
}: {
  overview: Overview;
  given: Read;
}) {
  const day = (at: Date) => formatDay(at, style);
  const title = `Since ${sinceWhen(since, style)}, ${formatTime(since, style.zone)}`;
  return (
    <Section title={title} layout="stack">
      {changes.length === 0 ? (
        <p className="small quiet">Nothing has moved since {sinceWhen(since, style)}.</p>
      ) : (
        <LogList
          items={changes.map((change) => ({
            key: `${change.event} ${change.batch.id} ${change.at.toISOString()} ${change.to}`,
            at: change.at.toISOString(),
            when: `${day(change.at) === day(now) ? "" : `${day(change.at).split(" ")[0]} `}${formatTime(change.at, style.zone)}`,
            what: changeWords(change),
          }))}
        />
      )}
    </Section>
  );
}

function FirstRun({ given: { actor, now, calendar } }: { given: Read }) {
  return (
    <section className="hero-day">
      <div>
        <p className="date">{formatLongDay(now, { zone: calendar.zone })}</p>
        <h1>Nothing is in production yet.</h1>
        <EmptyState
          level={2}
          title="Your orders will be here: where each frame is, and when it will be ready."
          actions={
            can(actor.role, "placeOrder") ? (
              <LinkButton primary href="/orders/new">
                Order frames
              </LinkButton>
            ) : null
          }
        >
          Send us a file or paste your SKUs; nothing is ordered until you confirm.
        </EmptyState>
      </div>
    </section>
  );
}
