import type { ReactNode } from "react";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { StateBadge } from "@/components/production/state-badge";
import { DataTable } from "@/components/ui/data-table";
import { count, percent } from "@/components/ui/figure";
import { Pager } from "@/components/ui/pager";
import type { DateStyle } from "@/lib/calendar/format";
import { formatBusinessDuration, formatDay } from "@/lib/calendar/format";
import { type Progress, progressOf } from "@/lib/lifecycle/progress";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { Overview } from "@/lib/reports/overview";
import { counted } from "@/lib/words/counts";
import type { SharedBatch, SharedVariant, VariantsPage } from "./lists";
import { type ProductColumn, productsShown, type VariantColumn, variantsShown } from "./shared-columns";

const zero = (n: number) => (n === 0 ? <span className="zero">0</span> : count(n));

type SharedProduct = Overview["products"][number];

const PRODUCT_CELLS: Readonly<Record<ProductColumn, (product: SharedProduct, made: Progress) => ReactNode>> =
  {
    product: ({ name }) => (
      <td key="product" title={name}>
        <b>{name}</b>
      </td>
    ),
    variants: (_, { active }) => (
      <td key="variants" data-l="Variants">
        {count(active)}
      </td>
    ),
    complete: (_, { buckets }) => (
      <td key="complete" data-l="Complete">
        {zero(buckets.validated)}
      </td>
    ),
    ready: (_, { buckets }) => (
      <td key="ready" data-l="Awaiting review">
        {zero(buckets.ready)}
      </td>
    ),
    hold: (_, { buckets }) => (
      <td key="hold" data-l="On hold">
        {zero(buckets.hold)}
      </td>
    ),
    issues: ({ qualityIssues }) => (
      <td key="issues" data-l="Quality issues">
        {zero(qualityIssues)}
      </td>
    ),
    bar: (_, { buckets }) => (
      <td key="bar">
        <SegmentedBar buckets={buckets} size="thin" />
      </td>
    ),
  };

/** The products, counted within what the link shows. */
export function Products({ overview: { products } }: { overview: Overview }) {
  return (
    <DataTable caption="Products with their variants" ids={false} columns={productsShown}>
      <tbody>
        {products.map((product) => (
          <tr key={product.id}>
            {productsShown.map(({ id }) => PRODUCT_CELLS[id](product, progressOf(product.counts)))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** The batches of an organisation or an order, those that are open first. */
export function Batches({ batches, total }: { batches: SharedBatch[]; total: number }) {
  return (
    <div>
      <DataTable
        caption="Batches with their progress"
        ids={false}
        columns={[
          { label: "Batch" },
          { label: "Variants", num: true, width: 84 },
          { label: "Complete", num: true, width: 90 },
          { label: "Ready for review", width: "24%", phone: "full" },
          { label: "Progress", width: "28%", phone: "full" },
        ]}
      >
        <tbody>
          {batches.map(({ id, name, progress, head, late }) => (
            <tr key={id}>
              <td title={name}>
                <b>{name}</b>
              </td>
              <td data-l="Variants">{count(progress.active)}</td>
              <td data-l="Complete">{percent(progress.complete)}</td>
              <td className={late ? "late" : undefined}>{head}</td>
              <td>
                <SegmentedBar buckets={progress.buckets} size="thin" />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {total > batches.length ? (
        <p className="small quiet mt-3">
          The first {count(batches.length)} of {counted(total, "batch", "batches")}.
        </p>
      ) : null}
    </div>
  );
}

/** The variants, a page at a time: where each is, since when, and when it will be ready. */
export function Variants({
  page,
  overview,
  style,
  hrefOf,
}: {
  page: VariantsPage;
  overview: Overview;
  style: DateStyle;
  /** The address of the page that begins at a key. */
  hrefOf: (from: string) => string;
}) {
  const at = (from: string | null) => (from ? hrefOf(from) : null);
  // A batch's own link has said which batch it is; elsewhere its name takes the room of a date.
  const left = overview.scope.kind === "batch" ? "batch" : "since";
  const columns = variantsShown.filter(({ id }) => id !== left);
  return (
    <div>
      <DataTable caption="Variants with their state" ids={false} columns={columns}>
        <tbody>
          {page.rows.map((variant) => (
            <tr key={variant.id}>{columns.map(({ id }) => VARIANT_CELLS[id](variant, overview, style))}</tr>
          ))}
        </tbody>
      </DataTable>
      <Pager
        first={page.first}
        rows={page.rows.length}
        total={overview.progress.all}
        size={page.size}
        previous={at(page.previous)}
        next={at(page.next)}
        note="What waits for a decision first, then by time in state"
      />
    </div>
  );
}

type VariantCell = (variant: SharedVariant, overview: Overview, style: DateStyle) => ReactNode;

const VARIANT_CELLS: Readonly<Record<VariantColumn, VariantCell>> = {
  sku: ({ sku }) => (
    <td key="sku">
      <b>{sku}</b>
    </td>
  ),
  batch: ({ batch }) => (
    <td key="batch" data-l="Batch" title={batch}>
      {batch}
    </td>
  ),
  product: ({ product }) => (
    <td key="product" title={product}>
      {product}
    </td>
  ),
  look: ({ colour, lens }) => {
    const look = [colour, lens].filter(Boolean).join(", ");
    return (
      <td key="look" title={look}>
        {look}
      </td>
    );
  },
  size: ({ size }) => (
    <td key="size" data-l="Size">
      {size}
    </td>
  ),
  state: ({ place }) => (
    <td key="state">
      <StateBadge place={place} />
    </td>
  ),
  time: (variant, { rules }, { now }) => (
    <td key="time" data-l="In state">
      <TimeInState
        words={formatBusinessDuration(timeInStay(rules.calendar, variant, now))}
        delay={variant.place === "error" ? null : delayOf(variant.place, variant, now)}
      />
    </td>
  ),
  since: ({ enteredAt }, _, style) => <td key="since">{formatDay(enteredAt, style)}</td>,
  estimate: ({ estimate }) => <td key="estimate">{estimate}</td>,
};

function TimeInState({ words, delay }: { words: string; delay: "late" | "at_risk" | null }) {
  if (!delay) return words;
  return (
    <span className={delay === "late" ? "late" : "risk"}>
      {words}
      <span className="vh">, {delay === "late" ? "late" : "at risk"}</span>
    </span>
  );
}
