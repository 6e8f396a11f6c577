import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/inputs";
import { Pager } from "@/components/ui/pager";
import type { AvailableChoices, AvailableFilter, AvailableRow } from "@/lib/catalogues/available";
import type { Page } from "@/lib/paging/page-key";
import { address } from "../../_page/address";
import { AddForm } from "./add-form";
import { availableAddress } from "./available-view";

/** Validated variants that are not in the catalogue: narrowed by the address, added by tick or all that match. */
export function Add({
  catalogueId,
  page,
  choices,
  view,
  path,
  size,
}: {
  catalogueId: string;
  page: Page<AvailableRow> & { total: number };
  choices: AvailableChoices;
  view: AvailableFilter;
  path: string;
  size: number;
}) {
  const narrowed = Object.values(view).some(Boolean);
  const options = (list: AvailableChoices["brands"]) =>
    list.map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` }));
  return (
    <div>
      <form method="get" action={path} className="narrow-by no-print">
        <input type="hidden" name="tab" value="add" />
        <Select
          name="brand"
          label="Brand"
          choices={options(choices.brands)}
          empty="All"
          defaultValue={view.brandId ?? ""}
        />
        <Select
          name="product"
          label="Product"
          choices={options(choices.products)}
          empty="All"
          defaultValue={view.productId ?? ""}
        />
        <Select
          name="batch"
          label="Batch"
          choices={options(choices.batches)}
          empty="All"
          defaultValue={view.batchId ?? ""}
        />
        <button type="submit" className="btn">
          Show
        </button>
        {narrowed ? <LinkButton href={address(path, { tab: "add" })}>Show all</LinkButton> : null}
      </form>
      {page.total === 0 ? (
        <EmptyState
          title={
            narrowed
              ? "No validated variant matches that is not in here yet."
              : "Every validated variant is in here."
          }
          actions={narrowed ? null : <LinkButton href="/validation">Go to Frame Validation</LinkButton>}
        >
          Variants become available here once they are validated.
        </EmptyState>
      ) : null}
      <AddForm
        // A page or filter of its own begins with nothing ticked.
        key={availableAddress(path, view, page.rows[0]?.id)}
        catalogueId={catalogueId}
        total={page.total}
        filter={{ batch: view.batchId ?? "", product: view.productId ?? "", brand: view.brandId ?? "" }}
        rows={page.rows.map((row) => ({
          i: row.id,
          s: row.sku,
          p: row.product,
          b: row.batch,
          c: [row.colour, row.lens].filter(Boolean).join(", "),
          z: row.size,
        }))}
      />
      {page.total > 0 ? (
        <Pager
          first={page.first}
          rows={page.rows.length}
          total={page.total}
          size={size}
          previous={page.previous && availableAddress(path, view, page.previous)}
          next={page.next && availableAddress(path, view, page.next)}
          note="Sorted by product, then by SKU"
        />
      ) : null}
    </div>
  );
}
