import { DataTable } from "@/components/ui/data-table";
import type { BatchEffect } from "@/lib/batches/quote-effect";

/** What each decision does to the dates, batch by batch. Dates are of being ready for review. */
export function QuoteEffects({ effects }: { effects: readonly BatchEffect[] }) {
  return (
    <DataTable
      caption="What each decision does to the dates"
      ids={false}
      wrap
      columns={[
        { label: "Batch", width: "24%", phone: "full" },
        { label: "If you approve", phone: "full" },
        { label: "If you decline", phone: "full" },
      ]}
    >
      <tbody>
        {effects.map(({ batch, approve, decline }) => (
          <tr key={batch}>
            <td>
              <b>{batch}</b>
            </td>
            <td data-l="If you approve">{approve}</td>
            <td data-l="If you decline">{decline}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
