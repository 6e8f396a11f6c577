import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { VARIANTS_PER_PAGE } from "@/app/_variants/variants-frame";
import { BucketLegend } from "@/components/production/bucket-legend";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { Tile, Tiles } from "@/components/production/tile";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { count, percent } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { countAlerts } from "@/lib/alerts/count-alerts";
import { onTurn, type Progress, progressOf } from "@/lib/lifecycle/progress";
import { findProduct, type ProductDetail } from "@/lib/variants/find-product";
import { countLate, listVariants } from "@/lib/variants/list-variants";
import { capital, counted } from "@/lib/words/counts";
import type { Query } from "../../_page/address";
import { type Reading, reading } from "../../_page/read";
import { type VariantView, variantView, viewAddress } from "../../_page/variant-view";
import { filterCounts, VariantsSection } from "../../_parts/variants-section";

type Props = { params: Promise<{ id: string }>; searchParams: Query };

/** Read once for the page and its title. */
const read = cache((id: string, view: string) =>
  reading(async ({ tx, ...rest }) => ({
    ...rest,
    loaded: await load({ tx, ...rest }, id, JSON.parse(view) as VariantView),
  })),
);

async function readAt({ params, searchParams }: Props) {
  const view = variantView(await searchParams);
  return { view, ...(await read((await params).id, JSON.stringify(view))) };
}

async function load({ tx, organisationId, rules, now }: Reading, id: string, view: VariantView) {
  const product = await findProduct(tx, organisationId, id);
  if (!product) return null;
  const { filter, place, sort, descending, from } = view;
  const page = { sort, descending, size: VARIANTS_PER_PAGE, now, ...(from ? { from } : {}) };
  const [variants, late, alerts] = await Promise.all([
    listVariants(tx, organisationId, { productId: id, filter, ...(place ? { place } : {}) }, page),
    countLate(tx, organisationId, { productId: id }, now),
    countAlerts(tx, organisationId, { now, rules, productId: id, side: "customer" }),
  ]);
  return { product, variants, late, alerts: alerts.total };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { loaded } = await readAt(props);
  return { title: loaded?.product.name ?? "Not found" };
}

export default async function ProductPage(props: Props) {
  const { loaded, view, ...given } = await readAt(props);
  if (!loaded) notFound();
  const { product, variants, late, alerts } = loaded;
  const path = `/products/${product.id}`;
  const progress = progressOf(product.counts);
  return (
    <>
      <Crumbs crumbs={[{ label: "Batches", href: "/batches" }, { label: product.brand }]} />
      <PageTitle title={product.name} sub={sentence(progress)} />
      <ProductTiles {...{ product, progress, path, view, alerts }} />
      <Section title="Progress" note={`${capital(counted(product.batches.length, "batch", "batches"))}.`}>
        <div>
          <SegmentedBar buckets={progress.buckets} size="thick" />
          <div className="legend-below">
            <BucketLegend
              buckets={progress.buckets}
              variants
              hrefOf={(filter) => viewAddress(path, view, { filter, place: null })}
            />
          </div>
          <ul className="in-batches">
            {product.batches.map((batch) => (
              <li key={batch.id}>
                <Link href={`/batches/${batch.id}`}>{batch.name}</Link>, {counted(batch.count, "variant")}
              </li>
            ))}
          </ul>
        </div>
      </Section>
      <VariantsSection
        page={variants}
        view={view}
        counts={filterCounts(progress, onTurn(product.counts, "customer"), late)}
        path={path}
        scope="product"
        given={given}
      />
    </>
  );
}

/** "45% complete: 45 of 100 variants are validated." */
function sentence({ complete, active, buckets }: Progress): string {
  if (active === 0) return "No active variants.";
  const are = buckets.validated === 1 ? "is" : "are";
  return `${percent(complete)} Complete (${buckets.validated}/${active} variants): ${count(buckets.validated)} ${are} validated.`;
}

function ProductTiles({
  product,
  progress: { active, buckets },
  path,
  view,
  alerts,
}: {
  product: ProductDetail;
  progress: Progress;
  path: string;
  view: VariantView;
  alerts: number;
}) {
  const to = (filter: VariantView["filter"]) => viewAddress(path, view, { filter, place: null });
  return (
    <Tiles label="This product">
      <Tile
        label="Variants"
        value={active}
        href={to("all")}
        note={buckets.cancelled > 0 ? `+ ${count(buckets.cancelled)} cancelled` : null}
      />
      <Tile label="Complete" value={buckets.validated} bucket="validated" href={to("validated")} />
      <Tile label="Awaiting review" value={buckets.ready} bucket="ready" href={to("ready")} />
      <Tile label="On Hold" value={buckets.hold} bucket="hold" href={to("hold")} />
      <Tile
        label="Quality issues"
        value={product.qualityIssues}
        href={to("flagged")}
        note={product.qualityIssues === 0 ? "none found" : "open flags"}
      />
      <Tile
        label="Alerts"
        value={alerts}
        href={`/alerts?product=${product.id}`}
        note={alerts === 0 ? "none" : "by cause"}
      />
    </Tiles>
  );
}
