import type { ReactNode } from "react";
import { FrameCounts } from "@/components/production/frame-map";
import { Section } from "@/components/shell/section";
import type { StakeholderActor } from "@/lib/access/actor";
import { localDate } from "@/lib/calendar/business-time";
import { formatDate, formatInstant } from "@/lib/calendar/format";
import { COMPLETE_IS } from "@/lib/reports/facts";
import type { Overview } from "@/lib/reports/overview";
import { counted } from "@/lib/words/counts";
import { Hero } from "./hero";
import { readBatches, readVariantsPage } from "./lists";
import { SinceLastVisit } from "./since-last-visit";
import { Batches, Products, Variants } from "./tables";
import type { Figures } from "./visits";

/** All that a link shows, read as its holder; `path` is the address it stands at, `from` the page of variants. */
export async function SharedView({
  actor,
  overview,
  now,
  path,
  from,
  downloads,
  expiresAt,
}: {
  actor: StakeholderActor;
  overview: Overview;
  now: Date;
  path: string;
  from: string | undefined;
  downloads?: ReactNode;
  expiresAt: Date | null;
}) {
  const { zone } = overview.rules.calendar;
  const style = { zone, now };
  const whole = overview.scope.kind === "organisation";
  const [variants, batches] = await Promise.all([
    readVariantsPage(actor, overview, from, style),
    whole ? readBatches(actor, overview, style) : null,
  ]);
  const { all, active } = overview.progress;
  return (
    <>
      <Hero overview={overview} style={style} />
      <SinceLastVisit linkId={actor.linkId} figures={figuresOf(overview, now)} />
      <Section
        title={`Where the ${counted(active, "variant")} ${active === 1 ? "is" : "are"}`}
        note="Left lens: waiting for a decision. Right lens: being made."
        layout="wide"
      >
        <FrameCounts counts={overview.counts} />
      </Section>
      {batches ? <Batches {...batches} /> : null}
      {overview.products.length > 0 ? <Products overview={overview} /> : null}
      {all > 0 ? <Variants page={variants} overview={overview} style={style} path={path} /> : null}
      {downloads}
      <footer className="foot mt-0">
        <span>{COMPLETE_IS}</span>
        <span>Days are business days, {zone}.</span>
        <span>
          This link shows no names and no prices.
          {expiresAt ? ` It works until ${formatInstant(expiresAt, { zone })}.` : null}
        </span>
        <span>Updated {formatInstant(now, { zone })}</span>
      </footer>
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
