import type { ReactNode } from "react";
import { FrameCounts } from "@/components/production/frame-map";
import { Section } from "@/components/shell/section";
import { count } from "@/components/ui/figure";
import type { StakeholderActor } from "@/lib/access/actor";
import { localDate } from "@/lib/calendar/business-time";
import { formatDate, formatInstant } from "@/lib/calendar/format";
import type { Overview } from "@/lib/reports/overview";
import { Details, type SharedQuery } from "./details";
import { Hero } from "./hero";
import { SinceLastVisit } from "./since-last-visit";
import type { Figures } from "./visits";

/** All that a link shows, read as its holder; `path` is the address it stands at, `query` chooses what is in detail. */
export function SharedView({
  actor,
  overview,
  now,
  path,
  query,
  downloads,
}: {
  actor: StakeholderActor;
  overview: Overview;
  now: Date;
  path: string;
  query: SharedQuery;
  downloads?: ReactNode;
}) {
  const { zone } = overview.rules.calendar;
  const style = { zone, now };
  const { all } = overview.progress;
  return (
    <>
      <Hero overview={overview} style={style} />
      <SinceLastVisit linkId={actor.linkId} figures={figuresOf(overview, now)} />
      <Section
        title={all === 1 ? "Where the variant is" : `Where the ${count(all)} variants are`}
        note="Left lens: waiting for a decision. Right lens: being made."
        layout="wide"
      >
        <FrameCounts counts={overview.counts} />
      </Section>
      <Details actor={actor} overview={overview} style={style} path={path} query={query} />
      {downloads}
    </>
  );
}

function figuresOf({ progress, counts, outlook, rules: { calendar } }: Overview, now: Date): Figures {
  const { zone } = calendar;
  const due = (outlook.expected ?? outlook.ifApproved)?.to;
  return {
    at: now.getTime(),
    seen: formatInstant(now, { zone }),
    validated: progress.buckets.validated,
    completed: progress.buckets.validated + progress.buckets.ready,
    waiting: counts.quote_sent,
    due: due ? { day: localDate(calendar, due), words: formatDate(due, { zone, now }) } : null,
  };
}
