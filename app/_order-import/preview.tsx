import { notFound } from "next/navigation";
import { Crumbs, PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { DataTable } from "@/components/ui/data-table";
import { count } from "@/components/ui/figure";
import type { Actor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import type { Asked } from "@/lib/import/check";
import { fieldNames, fields } from "@/lib/import/columns";
import { type ImportPreview, previewImport } from "@/lib/import/preview-import";
import { undoOrder } from "./actions";
import { homeOf, orderAddress, previewAddress } from "./addresses";
import { ChoicesForm } from "./choices-form";
import { ConfirmForm } from "./confirm-form";

const variantsIn = (n: number) => `${count(n)} ${n === 1 ? "variant" : "variants"}`;

/** The preview of one import: what it would become, every fault, what is asked, and the way on. */
export async function Preview({ actor, importId, today }: { actor: Actor; importId: string; today: string }) {
  const preview = await previewImport(actor, importId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const { kind } = actor;
  return (
    <>
      <Crumbs crumbs={[{ label: "New order", href: homeOf(kind) }, { label: preview.fileName }]} />
      <PageTitle title={headline(preview)} sub={origin(preview)} />
      {preview.confirmed ? (
        <Confirmed preview={preview} kind={kind} />
      ) : (
        <Open preview={preview} kind={kind} today={today} />
      )}
    </>
  );
}

function headline({ confirmed, undoneAt, faultsTotal, ask, rows }: ImportPreview): string {
  if (undoneAt) return "This import was undone.";
  if (confirmed) return `Ordered as ${confirmed.number}.`;
  if (faultsTotal > 0)
    return `${count(faultsTotal)} ${faultsTotal === 1 ? "fault stops" : "faults stop"} this order. Nothing was ordered.`;
  if (ask.length > 0)
    return `Say the ${new Intl.ListFormat("en-GB").format(ask)} of these ${variantsIn(rows)}.`;
  return `${variantsIn(rows)} can be ordered.`;
}

const SEPARATORS = { ",": "commas", ";": "semicolons", "\t": "tabs" } as const;

function origin({ origin: from, fileName, rows, organisation }: ImportPreview): string {
  const how =
    from.format === "workbook"
      ? `Excel, sheet “${from.sheet}”`
      : `${from.encoding}, separated by ${SEPARATORS[from.delimiter]}`;
  return `${fileName}: ${count(rows)} rows, ${how}. For ${organisation.name}.`;
}

function Confirmed({ preview, kind }: { preview: ImportPreview; kind: string }) {
  if (!preview.confirmed) return null;
  return (
    <Section title="What it became">
      <div className="acts">
        <LinkButton href={orderAddress(kind, preview.confirmed.orderId)}>
          Open {preview.confirmed.number}
        </LinkButton>
        {preview.undoneAt ? null : (
          <ConfirmReason
            trigger="Undo the import…"
            title="Undo the whole import?"
            action={undoOrder}
            submit="Cancel every variant of it"
            reasonLabel="Why it is undone"
            hidden={{ importId: preview.id }}
          >
            <p>
              All its variants are cancelled. This works until the first of them has left Pending Analysis.
            </p>
          </ConfirmReason>
        )}
      </div>
    </Section>
  );
}

function Open({ preview, kind, today }: { preview: ImportPreview; kind: string; today: string }) {
  return (
    <>
      {preview.faultsTotal > 0 ? <Faults preview={preview} kind={kind} /> : null}
      <Section title="What each column is" note="Recognised by its name, in any order and several languages.">
        <ChoicesForm {...choicesOf(preview)} />
      </Section>
      <Section title="What will be ordered" id="result" layout="stack">
        <div>
          <Notices preview={preview} />
          <Sample preview={preview} />
        </div>
      </Section>
      {preview.ready ? (
        <Section title="Order" note="Until now nothing has been written.">
          <ConfirmForm importId={preview.id} variants={variantsIn(preview.rows)} earliest={today} />
        </Section>
      ) : null}
    </>
  );
}

function Faults({ preview, kind }: { preview: ImportPreview; kind: string }) {
  return (
    <Section
      title="What has to be put right"
      note="Correct the file and send it again; nothing of it was ordered."
    >
      <div>
        <DataTable
          caption="Faults by row and column"
          ids={false}
          wrap
          columns={[
            { label: "Row", width: 56, num: true },
            { label: "Column", width: 130 },
            { label: "Value", width: 200 },
            { label: "What is wrong" },
            { label: "What would be right" },
          ]}
        >
          <tbody>
            {preview.faults.map((fault) => (
              <tr key={`${fault.row}-${fault.column}-${fault.problem}`}>
                <td data-l="Row">{fault.row ?? "–"}</td>
                <td data-l="Column">{fault.column ?? "whole row"}</td>
                <td data-l="Value" title={fault.value}>
                  {fault.value || "(empty)"}
                </td>
                <td>{fault.problem}</td>
                <td>{fault.expected}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <div className="pager">
          <LinkButton file href={`${previewAddress(kind, preview.id)}/faults`}>
            Download {count(preview.faultsTotal)} faults as CSV
          </LinkButton>
          <LinkButton href={homeOf(kind)}>Send a corrected file</LinkButton>
        </div>
      </div>
    </Section>
  );
}

function Notices({ preview }: { preview: ImportPreview }) {
  const { sameFile, batches, newBrands } = preview;
  const joined = batches.filter((batch) => batch.existing);
  return (
    <ul className="notices">
      {sameFile.map((order) => (
        <li key={order.orderId} className="risk">
          This file was ordered before, as {order.number}. Ordering it again makes every variant twice.
        </li>
      ))}
      {joined.map(({ name, existing }) => (
        <li key={name} className="risk">
          There is a batch named {name} with {variantsIn(existing?.variants ?? 0)} already; these join it.
        </li>
      ))}
      {batches.length > 0 ? (
        <li>
          {batches.length === 1 ? "Batch" : "Batches"}: {batches.map((batch) => batch.name).join(", ")}
        </li>
      ) : null}
      {newBrands.length > 0 ? <li>New with this order: {newBrands.join(", ")}</li> : null}
    </ul>
  );
}

function Sample({ preview }: { preview: ImportPreview }) {
  const { sample, rows } = preview;
  if (sample.length === 0) return <p className="quiet">No row is without a fault yet.</p>;
  return (
    <>
      <DataTable
        caption="The first variants as they will be ordered"
        columns={[
          { label: "SKU", width: 130, tn: true },
          { label: "Brand", width: 120 },
          { label: "Product", width: "22%" },
          { label: "Colour", width: 130 },
          { label: "Size", width: 100, tn: true },
          { label: "Lens", width: 120 },
          { label: "EAN or UPC", width: 130, tn: true, drop: true },
          { label: "Complexity", width: 100 },
          { label: "Customised", width: 90 },
          { label: "Batch", width: 150, drop: true },
          { label: "Remark", width: 140, drop: true },
        ]}
      >
        <tbody>
          {sample.map((row) => (
            <tr key={row.row}>
              <td>{row.sku}</td>
              <td data-l="Brand">{row.brand ?? "?"}</td>
              <td title={row.product ?? undefined}>{row.product ?? "?"}</td>
              <td data-l="Colour">{row.colour}</td>
              <td data-l="Size">{row.size}</td>
              <td data-l="Lens">{row.lens}</td>
              <td data-l="EAN or UPC">{row.ean ?? row.upc ?? ""}</td>
              <td data-l="Complexity">{row.complexity}</td>
              <td data-l="Customised">{row.customised ? "yes" : "no"}</td>
              <td data-l="Batch">{row.batch ?? "?"}</td>
              <td data-l="Remark" title={row.note ?? undefined}>
                {row.note ?? ""}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="pager">
        {sample.length < rows
          ? `The first ${count(sample.length)} of ${count(rows)} rows.`
          : `All ${count(rows)} rows.`}
      </p>
    </>
  );
}

const ASKED: { field: Asked; label: string }[] = [
  { field: "brand", label: "Brand" },
  { field: "product", label: "Product" },
  { field: "batch", label: "Batch name" },
];

function choicesOf(preview: ImportPreview) {
  const { columns, mapping, choices, skus } = preview;
  const asked = ASKED.filter(({ field }) => !mapping.includes(field));
  const perSku = asked.some(({ field }) => field === "product");
  return {
    importId: preview.id,
    columns: columns.map((name, index) => ({
      position: index,
      name,
      usedAs: mapping[index] ?? "",
      sample: sampleOf(preview, index),
    })),
    fields: fields.map((field) => ({ value: field, label: fieldNames[field] })),
    asked: asked.map(({ field, label }) => ({ field, label, answer: choices.answers[field] ?? "" })),
    skus: perSku ? skus.map((sku) => ({ sku, product: choices.answers.productBySku?.[sku] ?? "" })) : [],
  };
}

function sampleOf({ sample, mapping }: ImportPreview, index: number): string {
  const field = mapping[index];
  const value = field && sample[0] ? sample[0][field] : "";
  return typeof value === "string" ? value.slice(0, 40) : "";
}
