import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";

import { Comments } from "@/app/_comments/comments";

import { UploadModels } from "@/app/_models/upload-models";
import { listNarrowed } from "@/app/_reports/list-narrowed";
import { PicturesOf } from "@/app/_reports/pictures";
import { ReportMenu } from "@/app/_reports/report-menu";
import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import type { Query } from "@/app/(portal)/_page/address";
import { type VariantView, variantView, viewAddress } from "@/app/(portal)/_page/variant-view";
import { BatchDates } from "@/app/(portal)/batches/[id]/batch-dates";
import { FrameCounts } from "@/components/production/frame-map";
import { Crumbs } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { count } from "@/components/ui/figure";
import { findBatch } from "@/lib/batches/find-batch";
import { listBatchChoices } from "@/lib/batches/list-batch-choices";
import { listBatchSteps } from "@/lib/batches/list-batch-steps";
import { listProductsOfBatch } from "@/lib/batches/list-products";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { locateBatch } from "@/lib/batches/locate-batch";
import { listComments } from "@/lib/comments/list-comments";
import { progressOf } from "@/lib/lifecycle/progress";
import { listMergedDates, listPromises } from "@/lib/promises/list-promises";
import { loadPictures } from "@/lib/reports/pictures";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { type OpsReading, opsReading } from "../../_record/read";
import { OpsVariantsSection } from "../../_record/variants-section";
import { BatchHero } from "./batch-hero";
import { BatchSteps } from "./batch-steps";
import { MergeBatch } from "./merge-batch";
import { Products } from "./products";
import { SplitBatch } from "./split-batch";

type Props = { params: Promise<{ id: string }>; searchParams: Query };

async function load({ tx, actor, rules, now }: OpsReading, id: string, view: VariantView) {
  const organisation = await locateBatch(tx, id);
  const batch = organisation && (await findBatch(tx, organisation.id, id));
  if (!batch) return null;
  if (batch.mergedInto) return { batch, organisation, rest: null };
  const { filter, place, sort, descending, from } = view;
  const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
  const [products, variants, late, outlooks, comments, dates, merged, pictures, choices, steps] =
    await Promise.all([
      listProductsOfBatch(tx, organisation.id, id),
      listVariants(tx, organisation.id, { batchId: id, filter, ...(place ? { place } : {}) }, page),
      countLate(tx, organisation.id, { batchId: id }, now),
      loadOutlooks(tx, organisation.id, [batch], { rules, now }),
      listComments(tx, actor, organisation.id, { on: "batch", id }, now),
      listPromises(tx, organisation.id, id),
      listMergedDates(tx, organisation.id, id),
      loadPictures(tx, { kind: "batch", organisationId: organisation.id, id }, batch.counts, { rules, now }),
      listBatchChoices(tx, organisation.id),
      listBatchSteps(tx, organisation.id, id),
    ]);
  const outlook = outlooks.get(id);
  if (!outlook) throw new Error(`No outlook was made for batch ${id}.`);
  const others = choices.filter((other) => other.id !== id);
  return {
    batch,
    organisation,
    rest: { others, products, variants, late, outlook, comments, dates, merged, pictures, steps },
  };
}

/** Read once for the page and its title. */
const read = cache((id: string, view: string) =>
  opsReading(async ({ tx, ...given }) => ({
    given,
    loaded: await load({ tx, ...given }, id, JSON.parse(view) as VariantView),
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

export default async function OpsBatchPage(props: Props) {
  const { loaded, view, given } = await readAt(props);
  if (!loaded) notFound();
  const { batch, organisation, rest } = loaded;
  if (!rest) redirect(`/ops/batches/${batch.mergedInto}`);
  const path = `/ops/batches/${batch.id}`;
  const progress = progressOf(batch.counts);
  const console = `/ops?state=all&organisationId=${organisation.id}&batchId=${batch.id}`;
  return (
    <>
      <Crumbs
        crumbs={[
          { label: "Batches", href: "/ops/batches" },
          { label: organisation.name, href: `/ops/batches?q=${encodeURIComponent(organisation.name)}` },
          { label: batch.name },
        ]}
        actions={
          <>
            <ReportMenu
              name={batch.name}
              path={`/batches/${batch.id}/report`}
              summary={`/ops/reports/summary?batch=${batch.id}`}
              variants={progress.all}
              orderNumbers={batch.orders.map(({ number }) => number)}
              narrowed={listNarrowed(view)}
              home="/ops/reports"
            />
            <SplitBatch
              batch={batch}
              counts={batch.counts}
              products={rest.products}
              late={rest.late}
              console={console}
            />
            {rest.others.length > 0 ? <MergeBatch batch={batch} others={rest.others} /> : null}
            <LinkButton href={console}>Work on it in the console</LinkButton>
          </>
        }
      />
      <BatchHero batch={batch} progress={progress} outlook={rest.outlook} given={given} />
      <Section layout="wide" title={`Where the ${count(progress.all)} variants are`}>
        <FrameCounts
          counts={batch.counts}
          hrefOf={(place) => viewAddress(path, view, { place, filter: "all" })}
          hold={viewAddress(path, view, { place: null, filter: "hold" })}
          production={viewAddress(path, view, { place: null, filter: "production" })}
        />
      </Section>
      <PicturesOf
        pictures={rest.pictures}
        counts={batch.counts}
        outlook={rest.outlook}
        calendar={given.rules.calendar}
        style={given.style}
      />
      <BatchDates
        dates={rest.dates}
        merged={rest.merged}
        learnedUntil={given.rules.learned?.at}
        style={given.style}
      />
      <BatchSteps steps={rest.steps} style={given.style} />
      <Section title="Products">
        <Products batch={batch.name} products={rest.products} />
      </Section>
      <Section title="3D models" note="Many at once, each for the variant its name says.">
        <UploadModels target={{ batchId: batch.id }} />
      </Section>
      <OpsVariantsSection
        page={rest.variants}
        view={view}
        counts={batch.counts}
        late={rest.late}
        path={path}
        given={given}
      />
      <Comments of={rest.comments} style={given.style} />
    </>
  );
}
