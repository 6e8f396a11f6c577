"use client";
import { useActionState, useState } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Pick } from "@/components/ui/pick";
import { SubmitButton } from "@/components/ui/submit-button";
import { addVariantsForm } from "../actions";

/** A variant to add as the table takes it. */
export interface AddRow {
  i: string;
  s: string;
  p: string;
  b: string;
  /** colour, lens */
  c: string;
  /** size */
  z: string;
}

/** Ticks and two buttons: what is ticked, or all that match, which the server looks up again. */
export function AddForm({
  catalogueId,
  rows,
  total,
  filter,
}: {
  catalogueId: string;
  rows: readonly AddRow[];
  total: number;
  filter: Readonly<Record<"batch" | "product" | "brand", string>>;
}) {
  const [answer, send] = useActionState(addVariantsForm, null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const here = rows.filter(({ i }) => picked.has(i)).length;
  const toggle = (id: string) =>
    setPicked((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const columns: Column[] = [
    {
      label: "Pick",
      width: 40,
      head: (
        <Pick
          label="Pick all on this page"
          checked={rows.length > 0 && here === rows.length}
          onChange={() => setPicked(new Set(here === rows.length ? [] : rows.map(({ i }) => i)))}
        />
      ),
    },
    { label: "SKU", width: 130, tn: true },
    { label: "Product", width: "22%" },
    { label: "Batch", width: "22%", drop: true },
    { label: "Colour, lens", phone: "full" },
    { label: "Size", width: 100, tn: true, phone: "gone" },
  ];
  return (
    <form action={send}>
      <input type="hidden" name="catalogueId" value={catalogueId} />
      {Object.entries(filter).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {rows.length > 0 ? (
        <DataTable caption="Validated variants that are not in this catalogue" columns={columns} picks>
          <tbody>
            {rows.map((row) => (
              <tr key={row.i} aria-selected={picked.has(row.i) || undefined}>
                <td>
                  <Pick
                    name="variant"
                    value={row.i}
                    label={`Pick ${row.s}`}
                    checked={picked.has(row.i)}
                    onChange={() => toggle(row.i)}
                  />
                </td>
                <td>
                  <b>{row.s}</b>
                </td>
                <td title={row.p}>{row.p}</td>
                <td title={row.b}>{row.b}</td>
                <td title={row.c}>{row.c}</td>
                <td>{row.z}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      ) : null}
      <div className="acts result chosen">
        {rows.length > 0 ? (
          <>
            <SubmitButton primary name="then" value="ticked" pending="Adding">
              {here === 0 ? "Add what you pick" : `Add ${here} picked`}
            </SubmitButton>
            <SubmitButton name="then" value="all" pending="Adding">
              Add all {total.toLocaleString("en-GB")} matching
            </SubmitButton>
          </>
        ) : null}
        <span role="status" className="small">
          {answer && "words" in answer ? answer.words : null}
        </span>
        {answer && "fault" in answer ? (
          <span role="alert" className="late small">
            {answer.fault}
          </span>
        ) : null}
      </div>
    </form>
  );
}
