import type { ReactNode } from "react";
import { CorrectionForm } from "@/app/_corrections/described-form";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { mayCorrectOrder } from "@/lib/access/permissions";
import { formatDay } from "@/lib/calendar/format";
import type { VariantDetail } from "@/lib/variants/find-variant";
import { capital } from "@/lib/words/counts";
import { formatIsoDay } from "@/lib/words/dates";
import type { Reading } from "../../_page/read";

/** What was ordered, and what it is linked to. */
export function Reference({ variant, given }: { variant: VariantDetail; given: Omit<Reading, "tx"> }) {
  const { brand, product, batch, order, replaces, replacedBy } = variant;
  const facts: [string, ReactNode][] = [
    ["Brand", brand.name],
    [
      "Product",
      <Link key="product" href={`/products/${product.id}`}>
        {product.name}
      </Link>,
    ],
    ["SKU", variant.sku],
    ["EAN", variant.ean],
    ["UPC", variant.upc],
    ["Colour", variant.colour],
    ["Size", variant.size],
    ["Lens", variant.lens],
    ["Complexity", capital(variant.complexity) + (variant.customised ? ", customised" : "")],
    [
      "Batch",
      <Link key="batch" href={`/batches/${batch.id}`}>
        {batch.name}
      </Link>,
    ],
    [
      "Order",
      <span key="order">
        <Link href={`/orders/${order.id}`}>{order.number}</Link>, {formatDay(order.placedAt, given.style)}
      </span>,
    ],
    ["Due", variant.dueOn && formatIsoDay(variant.dueOn, given)],
    ["Note", variant.note],
    [
      "Replaces",
      replaces && (
        <Link key="replaces" href={`/variants/${replaces.id}`}>
          {replaces.sku}, cancelled
        </Link>
      ),
    ],
    [
      "Replaced by",
      replacedBy && (
        <Link key="replaced" href={`/variants/${replacedBy.id}`}>
          {replacedBy.sku}, reordered
        </Link>
      ),
    ],
  ];
  return (
    <>
      <dl className="reference">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {mayCorrectOrder(given.actor.role, variant.place) ? <Correct variant={variant} /> : null}
    </>
  );
}

/** Until analysis is complete the customer corrects what was ordered. Source: domain.md, "Things". */
function Correct({ variant }: { variant: VariantDetail }) {
  const { sku, colour, size, lens, complexity, customised } = variant;
  const values = { sku, colour, size, lens, complexity, customised };
  const texts = { ean: variant.ean ?? "", upc: variant.upc ?? "", note: variant.note ?? "" };
  return (
    <div className="acts">
      <Dialog trigger="Correct…" title={`Correct ${sku}`}>
        <p>Until its analysis is complete you can correct what you ordered.</p>
        <CorrectionForm variantId={variant.id} edition={variant.edition} values={{ ...values, ...texts }} />
      </Dialog>
    </div>
  );
}
