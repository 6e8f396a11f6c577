import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Comments } from "@/app/_comments/comments";
import { listNarrowed } from "@/app/_reports/list-narrowed";
import { PicturesOf } from "@/app/_reports/pictures";
import { ReportMenu } from "@/app/_reports/report-menu";
import { FrameCounts } from "@/components/production/frame-map";
import { Crumbs } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { count } from "@/components/ui/figure";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access/permissions";
import type { BatchDetail } from "@/lib/batches/find-batch";
import { progressOf } from "@/lib/lifecycle/progress";
import { capital, counted } from "@/lib/words/counts";
import { one, oneOf, type Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";
import { type VariantView, variantView, viewAddress } from "../../_page/variant-view";
import { ProductsTable } from "../../_parts/products-table";
import { filterCounts, VariantsSection } from "../../_parts/variants-section";
import { ShareMenu } from "../../_share/share-menu";
import { BatchAlerts } from "./batch-alerts";
import { BatchDates } from "./batch-dates";
import { BatchHero } from "./batch-hero";
import { BatchTurns } from "./batch-turns";
import { type LoadedBatch, loadBatch } from "./load-batch";

type Props = { params: Promise<{ id: string }>; searchParams: Query };

/** Read once for the page and its title. */
const read = cache((id: string, view: string) =>
  reading(async ({ tx, ...rest }) => ({
    ...rest,
    loaded: await loadBatch({ tx, ...rest }, id, JSON.parse(view) as VariantView),
  })),
);

async function readAt({ params, searchParams }: Props) {
  const view = variantView(await searchParams);
  return { view, ...(await read((await params).id, JSON.stringify(view))) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { loaded } = await readAt(props);
  return { title: loaded?.batch.name ?? "Not found" };
}

const PHONE_TABS = ["products", "variants"] as const;

export default async function BatchPage(props: Props) {
  const { loaded, view, ...given } = await readAt(props);
  if (!loaded) notFound();
  if (!loaded.rest) redirect(`/batches/${loaded.batch.mergedInto}`);
  const tab = oneOf(
    one(await props.searchParams, "tab"),
    hasView(view) ? ["variants", "products"] : PHONE_TABS,
  );
  return <Batch {...{ batch: loaded.batch, loaded: loaded.rest, given, view, tab }} />;
}

/** Whoever follows a filter or turns a page wants the variants, also on a phone. */
function hasView({ filter, place, from, sort }: VariantView): boolean {
  return filter !== "all" || place !== null || from !== undefined || sort !== "turn";
}

function Batch({
  batch,
  loaded,
  given,
  view,
  tab,
}: {
  batch: BatchDetail;
  loaded: LoadedBatch;
  given: Omit<Reading, "tx">;
  view: VariantView;
  tab: (typeof PHONE_TABS)[number];
}) {
  const { alerts, products, variants, late, outlook, turns, dates, merged, scores, pictures, origin } =
    loaded;
  const path = `/batches/${batch.id}`;
  const progress = progressOf(batch.counts);
  const { counts } = batch;
  const yours = counts.quote_sent + counts.quote_rejected + counts.completed;
  return (
    <>
      <Crumbs
        crumbs={[{ label: "Batches", href: "/batches" }, { label: belonging(batch) }]}
        actions={
          <>
            <ReportMenu
              name={batch.name}
              path={`${path}/report`}
              summary={`/reports/summary?batch=${batch.id}`}
              narrowed={listNarrowed(view)}
              variants={progress.all}
              orderNumbers={batch.orders.map(({ number }) => number)}
            />
            <ShareMenu scope="batch" of={batch.id} filter="all" place={null} />
            {can(given.actor.role, "openTicket") ? (
              <SupportLink batchId={batch.id} finished={outlook.status === "finished"} />
            ) : null}
          </>
        }
      />
      <BatchHero batch={batch} progress={progress} outlook={outlook} given={given} />
      <BatchAlerts alerts={alerts} outlook={outlook} batchId={batch.id} given={given} />
      <Section
        layout="wide"
        title={`Where the ${count(progress.all)} variants are`}
        note="Left lens: your decisions. Right lens: our work. Revisions run back along the lower rim."
      >
        <FrameCounts
          counts={counts}
          hrefOf={(place) => viewAddress(path, view, { place, filter: "all" })}
          hold={viewAddress(path, view, { place: null, filter: "hold" })}
          production={viewAddress(path, view, { place: null, filter: "production" })}
        />
      </Section>
      <PicturesOf
        pictures={pictures}
        counts={counts}
        outlook={outlook}
        calendar={given.calendar}
        style={given.style}
      />
      <BatchDates
        dates={dates}
        merged={merged}
        origin={origin}
        scores={scores}
        learnedUntil={given.rules.learned?.at}
        style={given.style}
      />
      <BatchTurns turns={turns} />
      <Tabs
        className="phone-only"
        label="Products or variants"
        tabs={[
          {
            href: `${path}?tab=products`,
            label: "Products",
            count: products.length,
            current: tab === "products",
          },
          {
            href: `${path}?tab=variants`,
            label: "Variants",
            count: progress.all,
            current: tab === "variants",
          },
        ]}
      />
      <div className={classNames(tab !== "products" && "phone-gone")}>
        <Section title="Products" note={productsNote(products.length, progress.all)}>
          <ProductsTable caption={`Products of ${batch.name}`} products={products} />
        </Section>
      </div>
      <div className={classNames(tab !== "variants" && "phone-gone")}>
        <VariantsSection
          page={variants}
          view={view}
          counts={filterCounts(progress, yours, late)}
          path={path}
          scope="batch"
          shared={{ scope: "batch", of: batch.id }}
          given={given}
        />
      </div>
      <Comments of={loaded.comments} style={given.style} />
    </>
  );
}

/** A ticket about this batch; once it is finished, feedback on it. Source: the seed, "Providing Feedback". */
function SupportLink({ batchId, finished }: { batchId: string; finished: boolean }) {
  return finished ? (
    <LinkButton href={`/support/new?kind=feedback&batch=${batchId}`}>Give feedback</LinkButton>
  ) : (
    <LinkButton href={`/support/new?batch=${batchId}`}>Contact support</LinkButton>
  );
}

/** "Nike · ORD-2026-00002". */
function belonging({ brands, orders }: BatchDetail): string {
  const numbers = orders.slice(-2).map(({ number }) => number);
  const more = orders.length > 2 ? [`and ${orders.length - 2} more orders`] : [];
  return [brands.join(", "), ...numbers, ...more].filter(Boolean).join(" · ");
}

function productsNote(products: number, variants: number): string {
  return capital(`${counted(products, "product")}, ${counted(variants, "variant")}.`);
}
