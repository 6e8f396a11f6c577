import { SteadyRows } from "@/components/live/steady-items";
import { SegmentedBar } from "@/components/production/segmented-bar";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import type { ProductRow } from "@/lib/batches/list-products";
import { progressOf } from "@/lib/lifecycle/progress";

/** The products of a batch: how many variants, how far, and what was flagged. */
export function Products({ batch, products }: { batch: string; products: ProductRow[] }) {
  if (products.length === 0) return <EmptyState title="No product is in this batch yet." />;
  return (
    <DataTable
      caption={`Products of ${batch}`}
      ids={false}
      columns={[
        { label: "Product" },
        { label: "Variants", width: 84, num: true },
        { label: "Complete", width: 94, num: true },
        { label: "Awaiting review", width: 128, num: true },
        { label: "On hold", width: 84, num: true },
        { label: "Quality issues", width: 112, num: true },
        { label: "Progress", width: "34%", phone: "full" },
      ]}
    >
      <tbody>
        <SteadyRows>
          {products.map(({ id, name, brand, counts, qualityIssues }) => {
            const { buckets, active } = progressOf(counts);
            return (
              <tr key={id}>
                <td title={`${brand} ${name}`}>
                  {name} <span className="quiet">{brand}</span>
                </td>
                <td data-l="Variants">{count(active)}</td>
                <td data-l="Complete">{count(buckets.validated)}</td>
                <td data-l="Awaiting review">{count(buckets.ready)}</td>
                <td data-l="On hold">{count(buckets.hold)}</td>
                <td data-l="Quality issues">
                  {qualityIssues > 0 ? <span className="risk">{count(qualityIssues)}</span> : "0"}
                </td>
                <td>{active > 0 ? <SegmentedBar buckets={buckets} size="thin" /> : null}</td>
              </tr>
            );
          })}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}
