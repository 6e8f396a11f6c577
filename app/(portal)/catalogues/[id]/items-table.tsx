"use client";
import { useEffect, useRef, useState, useTransition } from "react";
import { StateBadge } from "@/components/production/state-badge";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { Place } from "@/lib/lifecycle/states";
import { moveItem, removeItem } from "../actions";

/** A variant of the catalogue as the table takes it; short names, because fifty of them travel with every page. */
export interface TableItem {
  /** item id, variant id */
  i: string;
  v: string;
  s: string;
  p: string;
  /** colour, lens */
  c: string;
  /** size */
  z: string;
  /** place */
  l: Place;
}

type Way = "up" | "down" | "first" | "last";
const WAYS: { way: Way; label: string }[] = [
  { way: "up", label: "Move up" },
  { way: "down", label: "Move down" },
];

/** The catalogue's variants in their order, each with its way up, down and out; the pressed button keeps the focus. */
export function ItemsTable({
  catalogueId,
  rows,
  first,
  total,
  mayChange,
}: {
  catalogueId: string;
  rows: readonly TableItem[];
  /** Position of the first row in the whole catalogue, from 1. */
  first: number;
  total: number;
  mayChange: boolean;
}) {
  const [said, setSaid] = useState("");
  const [pending, start] = useTransition();
  const pressed = useRef<string | null>(null);
  // A row that moved takes its button along.
  useEffect(() => {
    if (pending) return;
    if (pressed.current) document.getElementById(pressed.current)?.focus();
    pressed.current = null;
  }, [pending]);

  function act(row: TableItem, what: Way | "remove") {
    if (pending) return;
    pressed.current = what === "remove" ? null : `${what}-${row.i}`;
    start(async () => {
      const of = { catalogueId, itemId: row.i };
      const fault = what === "remove" ? await removeItem(of) : await moveItem({ ...of, to: what });
      setSaid(fault ?? (what === "remove" ? `${row.s} was taken out.` : `${row.s} moved ${what}.`));
    });
  }

  const columns: Column[] = [
    { label: "Position", width: 76, num: true, phone: "gone" },
    { label: "SKU", width: 130, tn: true },
    { label: "Product", width: "22%" },
    { label: "Colour, lens", phone: "full" },
    { label: "Size", width: 100, tn: true, drop: true, phone: "gone" },
    { label: "On the page", width: 190 },
    ...(mayChange ? [{ label: "Order", width: 190, labelHidden: true, phone: "full" as const }] : []),
  ];
  return (
    <>
      <p role="status" className="small quiet">
        {said}
      </p>
      <DataTable
        caption="Variants of this catalogue, in the order of its page"
        columns={columns}
        roomy={mayChange}
        ids={false}
      >
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.i}>
              <td>{first + index}</td>
              <td>
                <Link href={`/variants/${row.v}`}>
                  <b>{row.s}</b>
                </Link>
              </td>
              <td title={row.p}>{row.p}</td>
              <td title={row.c}>{row.c}</td>
              <td>{row.z}</td>
              <td>{row.l === "validated" ? "shown" : <StateBadge place={row.l} />}</td>
              {mayChange ? (
                <td>
                  {WAYS.map(({ way, label }) => (
                    <Button
                      key={way}
                      id={`${way}-${row.i}`}
                      plain
                      small
                      aria-label={`${label}: ${row.s}`}
                      aria-disabled={first + index === (way === "up" ? 1 : total) || undefined}
                      onClick={() => act(row, way)}
                    >
                      <Icon name={way === "up" ? "up" : "down"} size={14} />
                    </Button>
                  ))}
                  <Button plain small aria-label={`Take out ${row.s}`} onClick={() => act(row, "remove")}>
                    Take out
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}
