import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Query } from "@/app/(portal)/_page/address";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { requireActor } from "@/lib/auth/current-actor";
import { completeWords, factsOf, titleOf } from "@/lib/reports/facts";
import { columnsFor } from "@/lib/reports/format/columns";
import { loadOverview } from "@/lib/reports/overview";
import { loadPictures } from "@/lib/reports/pictures";
import { readerZone } from "@/lib/reports/reader-zone";
import { REPORT_WORDS, readerOf } from "@/lib/reports/report";
import { figureColumns, figuresOf, productColumns } from "@/lib/reports/summary";
import { askedScope, narrowedAsAsked, SCOPE_KEYS } from "./asked";
import { DeclaredTable } from "./declared-table";
import { PicturesOf } from "./pictures";
import { PrintButton } from "./print-button";

type Reader = CustomerActor | ProducerActor;

/** Named as its file is: a browser that saves it as PDF takes the page's title. */
export async function summaryMetadata(query: Query): Promise<Metadata> {
  const read = await readAsked(addressOf(await query).toString());
  const { title } = REPORT_WORDS.summary;
  return { title: typeof read === "string" ? title : `${titleOf(read.overview)}, ${title}` };
}

/** The Summary Report as a page: cell by cell what its files hold, with its pictures, made to be printed. */
export async function SummaryPage({ actor, query, home }: { actor: Reader; query: Query; home: string }) {
  const asked = addressOf(await query);
  const read = await readAsked(asked.toString());
  if (typeof read === "string")
    return (
      <EmptyState title="This report cannot be made." actions={<LinkButton href={home}>Reports</LinkButton>}>
        {read}
      </EmptyState>
    );
  const { overview, pictures, zone, now } = read;
  const reader = readerOf(actor);
  const title = titleOf(overview);
  const facts = factsOf("summary", overview, { now, zone });
  return (
    <div className="print-report">
      <div className="no-print">
        <Crumbs
          crumbs={[{ label: "Reports", href: home }, { label: title }]}
          actions={
            <>
              <LinkButton file href={`${home}/file?${asked}&type=summary&format=csv`}>
                CSV
              </LinkButton>
              <LinkButton file href={`${home}/file?${asked}&type=summary&format=xlsx`}>
                Excel
              </LinkButton>
              <PrintButton />
            </>
          }
        />
      </div>
      <PageTitle
        title={title}
        sub={`Summary Report: ${overview.progress.all > 0 ? completeWords(overview.progress) : "it holds no variants."}`}
      />
      <SegmentedBar buckets={overview.progress.buckets} />
      <Section title="Figures" layout="wide">
        <DeclaredTable
          caption={`Figures of ${title}`}
          columns={columnsFor(figureColumns, reader)}
          rows={figuresOf(overview)}
          zone={zone}
        />
      </Section>
      {overview.products.length > 0 ? (
        <Section title="Products" layout="wide">
          <DeclaredTable
            caption={`Products of ${title}`}
            columns={columnsFor(productColumns, reader)}
            rows={overview.products}
            zone={zone}
          />
        </Section>
      ) : null}
      <PicturesOf
        pictures={pictures}
        counts={overview.counts}
        outlook={overview.outlook}
        calendar={overview.rules.calendar}
        style={{ zone: overview.rules.calendar.zone, now }}
      />
      <Section title="About this report">
        <dl className="small">
          {facts.map(({ label, value }) => (
            <div key={label} className="mb-2">
              <dt className="quiet">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

/** What an address names, read once for a page and its title; or why it cannot be. */
const readAsked = cache(async (asked: string) =>
  readSummary(await requireActor(), new URLSearchParams(asked)).catch(refusal),
);

async function readSummary(actor: Reader, asked: URLSearchParams) {
  const now = new Date();
  const find = narrowedAsAsked(actor, asked, askedScope(actor, asked), now);
  return asActor(
    actor,
    async (tx) => {
      const scope = await find(tx);
      const overview = await loadOverview(tx, actor, scope, now);
      const { rules, counts } = overview;
      const [zone, pictures] = await Promise.all([
        readerZone(tx, actor, rules.calendar.zone),
        scope.kind === "everything" ? null : loadPictures(tx, scope, counts, { rules, now }),
      ]);
      return { overview, pictures, zone, now };
    },
    { readOnly: true },
  );
}

/** What of an address names a report. */
function addressOf(query: Awaited<Query>): URLSearchParams {
  const asked = new URLSearchParams();
  for (const name of SCOPE_KEYS) for (const value of [query[name] ?? []].flat()) asked.append(name, value);
  return asked;
}

function refusal(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  if (error.code === "not_found") notFound();
  return error.message;
}
