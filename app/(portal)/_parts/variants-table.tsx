"use client";
import { readRows } from "@/app/_variants/read-rows";
import { useSteady } from "@/components/live/use-steady";
import type { Delay } from "@/components/production/ruler-scale";
import { StateBadge } from "@/components/production/state-badge";
import { NotesCell, TimeCells } from "@/components/production/variant-cells";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { Place } from "@/lib/lifecycle/states";

/** A variant as the table takes it; short names, because fifty of them travel with every page. */
export interface TableRow {
  /** id */
  i: string;
  s: string;
  /** product and batch */
  p: string;
  b: string;
  /** colour, lens */
  c: string;
  /** size */
  z: string;
  /** place */
  l: Place;
  /** business days in state; null on nobody's turn */
  t: number | null;
  d: Delay;
  /** allowed low and high; null where there are none */
  w: [number, number] | null;
  /** since */
  e: string;
  /** assigned to */
  a: string;
  /** estimated completion */
  m: string;
  /** words of a quality flag */
  f: string | null;
  /** customised */
  k: boolean;
}

const keyOf = ({ i }: TableRow) => i;

const readNow = async (ids: readonly string[]) => {
  const { at, rows } = await readRows<{ rows: TableRow[] }>(ids);
  return { at, items: rows };
};

/** Which columns say something where the list is: in a batch not the batch, in a product not the product. */
export type TableScope = "batch" | "product" | "all";

export interface Sorting {
  href: string;
  direction?: "ascending" | "descending";
}

/** Variants, dense: one line each, the way in at the left. */
export function VariantsTable({
  caption,
  rows,
  scope,
  sorts,
}: {
  caption: string;
  rows: readonly TableRow[];
  scope: TableScope;
  sorts: Partial<Record<"sku" | "product" | "turn" | "since", Sorting>>;
}) {
  const { shown, gone } = useSteady(rows, keyOf, readNow);
  const columns: Column[] = [
    { label: "SKU", width: 112, tn: true, sort: sorts.sku },
    ...(scope === "product"
      ? []
      : [{ label: "Product", width: 130, sort: sorts.product, phone: "end" as const }]),
    ...(scope === "batch" ? [] : [{ label: "Batch", width: 150, drop: true, phone: "end" as const }]),
    { label: "Colour, lens", phone: "full" },
    ...(scope === "all" ? [] : [{ label: "Size", width: 92, tn: true, drop: true, phone: "gone" as const }]),
    { label: "State", width: 160, sort: sorts.turn },
    { label: "In state", width: 84, num: true, sort: sorts.since },
    { label: "Allowed", width: 72, phone: "gone" },
    ...(scope === "all"
      ? []
      : [{ label: "Since", width: 96, tn: true, quiet: true, drop: true, phone: "gone" as const }]),
    { label: "Assigned to", width: 126, drop: scope === "all", phone: "gone" },
    { label: "Estimated completion", width: 200, phone: "full" },
    { label: "Notes", width: 104, drop: true, phone: "full" },
  ];
  return (
    <DataTable caption={caption} columns={columns}>
      <tbody>
        {shown.map((row) => (
          <tr key={row.i} className={gone.has(row.i) ? "went" : undefined}>
            <td>
              <Link href={`/variants/${row.i}`}>{row.s}</Link>
              {gone.has(row.i) ? <span className="vh"> (no longer in this list)</span> : null}
            </td>
            {scope === "product" ? null : <td title={row.p}>{row.p}</td>}
            {scope === "batch" ? null : <td title={row.b}>{row.b}</td>}
            <td title={row.c}>{row.c}</td>
            {scope === "all" ? null : <td>{row.z}</td>}
            <td>
              <StateBadge place={row.l} />
            </td>
            <TimeCells t={row.t} d={row.d} w={row.w} />
            {scope === "all" ? null : <td>{row.e}</td>}
            <td title={row.a}>{row.a}</td>
            <td>{row.m}</td>
            <NotesCell f={row.f} k={row.k} />
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
