import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import type { ItemRow } from "@/lib/catalogues/find-catalogue";
import type { Page } from "@/lib/paging/page-key";
import { address } from "../../_page/address";
import { ItemsTable } from "./items-table";

/** What is in a catalogue, a page at a time, in the order of its public page. */
export function Items({
  catalogueId,
  page,
  path,
  size,
  mayChange,
}: {
  catalogueId: string;
  page: Page<ItemRow> & { total: number };
  path: string;
  size: number;
  mayChange: boolean;
}) {
  if (page.rows.length === 0)
    return (
      <EmptyState
        title="This catalogue is empty."
        actions={
          mayChange ? (
            <LinkButton href={address(path, { tab: "add" })}>Add validated variants</LinkButton>
          ) : null
        }
      >
        The variants you add will be here, in the order of the public page.
      </EmptyState>
    );
  return (
    <div>
      <ItemsTable
        catalogueId={catalogueId}
        mayChange={mayChange}
        first={page.first}
        total={page.total}
        rows={page.rows.map(({ itemId, variantId, sku, product, colour, lens, size: measure, place }) => ({
          i: itemId,
          v: variantId,
          s: sku,
          p: product,
          c: [colour, lens].filter(Boolean).join(", "),
          z: measure,
          l: place,
        }))}
      />
      <Pager
        first={page.first}
        rows={page.rows.length}
        total={page.total}
        size={size}
        previous={page.previous && address(path, { from: page.previous })}
        next={page.next && address(path, { from: page.next })}
        note="In the order of the public page"
      />
    </div>
  );
}
