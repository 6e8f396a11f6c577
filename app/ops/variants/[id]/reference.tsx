import type { ReactNode } from "react";
import { CorrectionForm } from "@/app/_corrections/described-form";
import { Dialog } from "@/components/ui/dialog";
import { type Choice, Select } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { formatDay } from "@/lib/calendar/format";
import type { VariantDetail } from "@/lib/variants/find-variant";
import { capital } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import { FormDialog } from "../../_record/form-dialog";
import type { OpsGiven } from "../../_record/read";
import { moveVariant } from "./actions";

/** What was ordered and what it is linked to, with the ways to correct it and to move it to another batch. */
export function Reference({
  variant,
  organisation,
  batches,
  given,
}: {
  variant: VariantDetail;
  organisation: string;
  batches: readonly Choice[];
  given: OpsGiven;
}) {
  const { id, sku, batch, edition, colour, size, lens, complexity, customised } = variant;
  const texts = { ean: variant.ean ?? "", upc: variant.upc ?? "", note: variant.note ?? "" };
  return (
    <>
      <dl className="reference">
        {factsOf(variant, organisation, given).map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <div className="acts">
        <Dialog small trigger="Correct…" title={`Correct ${sku}`}>
          <p>The history keeps what was changed.</p>
          <CorrectionForm
            variantId={id}
            edition={edition}
            values={{ sku, colour, size, lens, complexity, customised, ...texts }}
          />
        </Dialog>
        <FormDialog
          small
          trigger="Move to another batch…"
          title={`Move ${sku} to another batch`}
          action={moveVariant}
          submit="Move it"
          hidden={{ variantId: id }}
        >
          <p>It keeps its state and its history.</p>
          <Select
            id="move-batch"
            name="batchId"
            label="Batch"
            choices={batches.filter(({ value }) => value !== batch.id)}
            empty="Choose"
            required
          />
        </FormDialog>
      </div>
    </>
  );
}

function factsOf(variant: VariantDetail, organisation: string, given: OpsGiven): [string, ReactNode][] {
  const { batch, order, replaces, replacedBy } = variant;
  const link = (href: string, words: string) => (
    <Link key={href} href={href}>
      {words}
    </Link>
  );
  return [
    ["Organisation", organisation],
    ["Brand", variant.brand.name],
    ["Product", variant.product.name],
    ["SKU", variant.sku],
    ["EAN", variant.ean],
    ["UPC", variant.upc],
    ["Colour", variant.colour],
    ["Size", variant.size],
    ["Lens", variant.lens],
    ["Complexity", capital(variant.complexity) + (variant.customised ? ", customised" : "")],
    ["Batch", link(`/ops/batches/${batch.id}`, batch.name)],
    [
      "Order",
      <span key="order">
        {link(`/ops/orders/${order.id}`, order.number)}, {formatDay(order.placedAt, given.style)}
      </span>,
    ],
    ["Due", variant.dueOn && formatIsoDay(variant.dueOn, given.style)],
    ["Remark", variant.note],
    ["Replaces", replaces && link(`/ops/variants/${replaces.id}`, replaces.sku)],
    ["Replaced by", replacedBy && link(`/ops/variants/${replacedBy.id}`, replacedBy.sku)],
  ];
}
