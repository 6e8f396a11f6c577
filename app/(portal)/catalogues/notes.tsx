import { StateBadge } from "@/components/production/state-badge";
import { Link } from "@/components/ui/link";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { CatalogueNote } from "@/lib/catalogues/find-catalogue";

/** Variants that left a live page: which, when, why, and where they stand now. `named` says of which catalogue. */
export function Notes({
  notes,
  style,
  named = false,
}: {
  notes: readonly CatalogueNote[];
  style: DateStyle;
  named?: boolean;
}) {
  return (
    <ul className="hits">
      {notes.map(({ transitionId, catalogueId, catalogue, variantId, sku, product, at, reason, place }) => (
        <li key={`${catalogueId} ${transitionId}`}>
          <span>
            <Link href={`/variants/${variantId}`}>{sku}</Link> {product} left{" "}
            {named ? <Link href={`/catalogues/${catalogueId}`}>{catalogue}</Link> : "the page"} on{" "}
            {formatDay(at, style)}
            {reason ? `: “${reason}”` : "."}
          </span>
          <StateBadge place={place} />
        </li>
      ))}
    </ul>
  );
}
