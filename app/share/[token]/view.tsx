import type { ReactNode } from "react";
import { ReportChoices } from "@/app/_reports/choices";
import { PicturesOf } from "@/app/_reports/pictures";
import { FrameCounts } from "@/components/production/frame-map";
import { Section } from "@/components/shell/section";
import { count, numbersAs } from "@/components/ui/figure";
import { figuresSeen } from "@/lib/reports/figures-seen";
import { ROWS_AT_ONCE, typesOfLink } from "@/lib/reports/report";
import type { OpenedLink } from "@/lib/sharing/open-link";
import { Details, type SharedQuery } from "./details";
import { Hero } from "./hero";
import type { Shared } from "./open";
import { ShareFoot } from "./share-foot";
import { ShareHead } from "./share-head";
import { SinceLastVisit } from "./since-last-visit";

/** A link as its page reads it; the preview of one that is not made yet is the same. */
export type ShownLink = Pick<
  OpenedLink & { state: "open" },
  "actor" | "organisationName" | "shows" | "allowDownloads" | "expiresAt"
>;

/** All that a link shows, read as its holder; `path` is the address it stands at, `query` chooses what is in detail. */
export function SharedView({
  link,
  shared: { overview, pictures, style },
  path,
  query,
  subscribing,
}: {
  link: ShownLink;
  shared: Shared;
  path: string;
  query: SharedQuery;
  subscribing: ReactNode;
}) {
  numbersAs(style.locale);
  const { actor, shows, allowDownloads } = link;
  const { counts, outlook, progress, rules } = overview;
  const { all } = progress;
  return (
    <>
      <ShareHead by={link.organisationName} />
      <Hero overview={overview} style={style} />
      <SinceLastVisit linkId={actor.linkId} figures={figuresSeen(overview, style)} />
      <Section
        title={all === 1 ? "Where the variant is" : `Where the ${count(all)} variants are`}
        note="Left lens: waiting for a decision. Right lens: being made."
        layout="wide"
      >
        <FrameCounts counts={counts} />
      </Section>
      <PicturesOf
        pictures={pictures}
        counts={counts}
        outlook={outlook}
        calendar={rules.calendar}
        style={style}
      />
      <Details actor={actor} shows={shows} overview={overview} style={style} path={path} query={query} />
      {allowDownloads ? (
        <div className="no-print">
          <Section id="reports" title="Reports" note="The same figures, as they are now.">
            {query.long === undefined ? null : <TooLong by={link.organisationName} />}
            <ReportChoices path={`${path}/report`} rows={all} types={typesOfLink(shows)} />
          </Section>
        </div>
      ) : null}
      <div className="no-print">{subscribing}</div>
      <ShareFoot style={style} expiresAt={link.expiresAt} />
    </>
  );
}

/** What a reader is led back to who pressed a report that is longer than a link gives. */
function TooLong({ by }: { by: string }) {
  return (
    <p className="late mb-3" role="status">
      That report has more than {count(ROWS_AT_ONCE)} rows, more than a link gives. Choose the Summary Report,
      or ask your contact at {by} for the file.
    </p>
  );
}
