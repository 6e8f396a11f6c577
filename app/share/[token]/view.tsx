import type { ReactNode } from "react";
import { FrameCounts } from "@/components/production/frame-map";
import { Section } from "@/components/shell/section";
import { count } from "@/components/ui/figure";
import type { StakeholderActor } from "@/lib/access/actor";
import { figuresSeen } from "@/lib/reports/figures-seen";
import type { Overview } from "@/lib/reports/overview";
import { Details, type SharedQuery } from "./details";
import { Hero } from "./hero";
import { SinceLastVisit } from "./since-last-visit";

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
      <SinceLastVisit linkId={actor.linkId} figures={figuresSeen(overview, style)} />
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
