import { SegmentedBar } from "@/components/production/segmented-bar";
import { StateBadge } from "@/components/production/state-badge";
import { DataTable } from "@/components/ui/data-table";
import { count, percent } from "@/components/ui/figure";
import { Pager } from "@/components/ui/pager";
import type { DateStyle } from "@/lib/calendar/format";
import { formatBusinessDuration, formatDay } from "@/lib/calendar/format";
import { progressOf } from "@/lib/lifecycle/progress";
import { delayOf, timeInStay } from "@/lib/lifecycle/stay";
import type { Overview } from "@/lib/reports/overview";
import { counted } from "@/lib/words/counts";
import type { SharedBatch, SharedVariant, VariantsPage } from "./lists";

const zero = (n: number) => (n === 0 ? <span className="zero">0</span> : count(n));

/** The products, counted within what the link shows. */
export function Products({ overview }: { overview: Overview }) {
  const { products } = overview;
  return (
    <DataTable
      caption="Products with their variants"
      ids={false}
      columns={[
        { label: "Product" },
        { label: "Variants", num: true, width: 84 },
        { label: "Complete", num: true, width: 90 },
        { label: "Awaiting review", num: true, width: 124 },
        { label: "On hold", num: true, width: 84 },
        { label: "Quality issues", num: true, width: 112 },
        { label: "Progress", width: "32%", phone: "full" },
      ]}
    >
      <tbody>
        {products.map(({ id, name, counts, qualityIssues }) => {
          const { active, buckets } = progressOf(counts);
          return (
            <tr key={id}>
              <td title={name}>
                <b>{name}</b>
              </td>
              <td data-l="Variants">{count(active)}</td>
              <td data-l="Complete">{zero(buckets.validated)}</td>
              <td data-l="Awaiting review">{zero(buckets.ready)}</td>
              <td data-l="On hold">{zero(buckets.hold)}</td>
              <td data-l="Quality issues">{zero(qualityIssues)}</td>
              <td>
                <SegmentedBar buckets={buckets} size="thin" />
              </td>
            </tr>
          );
        })}
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
  return (
    <div>
      <DataTable
        caption="Variants with their state"
        ids={false}
        columns={[
          { label: "SKU", tn: true, width: 150 },
          { label: "Product" },
          { label: "Colour, lens", phone: "full" },
          { label: "Size", tn: true, width: 100, drop: true },
          { label: "State", width: 186 },
          { label: "In state", num: true, width: 96 },
          { label: "Since", tn: true, quiet: true, width: 104, drop: true },
          { label: "Estimated completion", width: 210, phone: "full" },
        ]}
      >
        <tbody>
          {page.rows.map((variant) => (
            <VariantLine key={variant.id} variant={variant} overview={overview} style={style} />
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

function VariantLine({
  variant,
  overview: { rules },
  style,
}: {
  variant: SharedVariant;
  overview: Overview;
  style: DateStyle;
}) {
  const { sku, product, colour, lens, size, place, enteredAt, estimate } = variant;
  const delay = place === "error" ? null : delayOf(place, variant, style.now);
  const words = formatBusinessDuration(timeInStay(rules.calendar, variant, style.now));
  const look = [colour, lens].filter(Boolean).join(", ");
  return (
    <tr>
      <td>
        <b>{sku}</b>
      </td>
      <td title={product}>{product}</td>
      <td title={look}>{look}</td>
      <td data-l="Size">{size}</td>
      <td>
        <StateBadge place={place} />
      </td>
      <td data-l="In state">
        {delay ? (
          <span className={delay === "late" ? "late" : "risk"}>
            {words}
            <span className="vh">, {delay === "late" ? "late" : "at risk"}</span>
          </span>
        ) : (
          words
        )}
      </td>
      <td>{formatDay(enteredAt, style)}</td>
      <td>{estimate}</td>
    </tr>
  );
}
