import { variantRows } from "@/app/(portal)/_parts/variant-rows";
import type { Sorting } from "@/app/(portal)/_parts/variants-table";
import { SteadyRows } from "@/components/live/steady-items";
import { StateBadge } from "@/components/production/state-badge";
import { NotesCell, TimeCells } from "@/components/production/variant-cells";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { META } from "@/lib/lifecycle/meta";
import type { VariantRow } from "@/lib/variants/list-variants";
import type { OpsGiven } from "./read";

/** Variants of a batch or an order as the producer reads them: who has it by name, the way in at the left. */
export function OpsVariantsTable({
  caption,
  variants,
  batch,
  sorts,
  given,
}: {
  caption: string;
  variants: VariantRow[];
  /** Says the batch, where the list holds several. */
  batch: boolean;
  sorts: Record<"sku" | "product" | "turn" | "since", Sorting>;
  given: OpsGiven;
}) {
  const columns: Column[] = [
    { label: "SKU", width: 120, tn: true, sort: sorts.sku },
    { label: "Product", width: 140, sort: sorts.product, phone: "end" },
    ...(batch ? [{ label: "Batch", width: 150, drop: true, phone: "end" as const }] : []),
    { label: "Colour, lens", phone: "full" },
    { label: "State", width: 170, sort: sorts.turn },
    { label: "In state", width: 84, num: true, sort: sorts.since },
    { label: "Allowed", width: 72, phone: "gone" },
    { label: "Assigned to", width: 130, drop: "late" },
    { label: "Estimated completion", width: 200, phone: "full" },
    { label: "Notes", width: 110, drop: true, phone: "full" },
  ];
  return (
    <DataTable caption={caption} columns={columns}>
      <tbody>
        <SteadyRows>
          {variantRows(variants, given).map((row) => (
            <tr key={row.i}>
              <td>
                <Link href={`/ops/variants/${row.i}`}>{row.s}</Link>
              </td>
              <td title={row.p}>{row.p}</td>
              {batch ? <td title={row.b}>{row.b}</td> : null}
              <td title={row.c}>{row.c}</td>
              <td>
                <StateBadge place={row.l} />
              </td>
              <TimeCells t={row.t} d={row.d} w={row.w} />
              <td data-l="Assigned to">{META[row.l].turn === "customer" ? "Customer" : row.a}</td>
              <td>{row.m}</td>
              <NotesCell f={row.f} k={row.k} />
            </tr>
          ))}
        </SteadyRows>
      </tbody>
    </DataTable>
  );
}
