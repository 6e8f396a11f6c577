import { SteadyRows } from "@/components/live/steady-items";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { DataTable } from "@/components/ui/data-table";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import type { ProductRow } from "@/lib/batches/list-products";
import { addCounts, type Progress, progressOf } from "@/lib/lifecycle/progress";

const COLUMNS = [
  { label: "Product" },
  { label: "Variants", width: 84, num: true },
  { label: "Complete", width: 94, num: true },
  { label: "Awaiting review", width: 128, num: true },
  { label: "On hold", width: 84, num: true },
  { label: "Quality issues", width: 112, num: true },
  { label: "Progress", width: "36%", phone: "full" },
] as const;

/** The seed's product level: how many variants, how many complete and awaiting review, quality issues. */
export function ProductsTable({ caption, products }: { caption: string; products: ProductRow[] }) {
  const sum = progressOf(addCounts(...products.map(({ counts }) => counts)));
  const issues = products.reduce((total, { qualityIssues }) => total + qualityIssues, 0);
  return (
    <DataTable caption={caption} columns={COLUMNS} className="products">
      <tbody>
        <SteadyRows>
          {products.map((product) => {
            const progress = progressOf(product.counts);
            return (
              <tr key={product.id}>
                <td title={product.name}>
                  <Link href={`/products/${product.id}`}>{product.name}</Link>
                </td>
                <Cells progress={progress} issues={product.qualityIssues} />
                <td>
                  <SegmentedBar buckets={progress.buckets} size="thin" />
                </td>
              </tr>
            );
          })}
        </SteadyRows>
      </tbody>
      <tfoot>
        <tr>
          <td>All products</td>
          <Cells progress={sum} issues={issues} />
          <td>
            {count(sum.buckets.production)} in production
            {sum.buckets.cancelled > 0 ? ` + ${count(sum.buckets.cancelled)} cancelled` : null}
          </td>
        </tr>
      </tfoot>
    </DataTable>
  );
}

function Cells({ progress: { active, buckets }, issues }: { progress: Progress; issues: number }) {
  return (
    <>
      <td data-l="Variants">{count(active)}</td>
      <td data-l="Complete">{zeroQuiet(buckets.validated)}</td>
      <td data-l="Awaiting review">{zeroQuiet(buckets.ready)}</td>
      <td data-l="On hold">{zeroQuiet(buckets.hold)}</td>
      <td data-l="Quality issues">
        {issues > 0 ? <span className="risk">{count(issues)}</span> : zeroQuiet(issues)}
      </td>
    </>
  );
}

function zeroQuiet(value: number) {
  return value === 0 ? <span className="zero">0</span> : count(value);
}
