import { Button } from "@/components/ui/button";
import type { ShownVariant } from "@/lib/catalogues/visit";

/** Neighbours of the same product stand under its name, in the owner's order. */
export function ShownProducts({ variants }: { variants: readonly ShownVariant[] }) {
  return groups(variants).map(({ product, first, members }) => (
    <section key={first} className="sec" aria-labelledby={`p-${first}`}>
      <header>
        <h2 id={`p-${first}`}>{product}</h2>
      </header>
      <ul className="frames">
        {members.map((variant) => (
          <Frame key={variant.itemId} variant={variant} />
        ))}
      </ul>
    </section>
  ));
}

function Frame({ variant: { itemId, sku, colour, lens, size, hasModel } }: { variant: ShownVariant }) {
  return (
    <li>
      <b>{sku}</b>
      <span>{[colour, lens].filter(Boolean).join(", ") || "–"}</span>
      <span>{size}</span>
      {hasModel ? (
        <Button
          small
          data-model={itemId}
          data-sku={sku}
          aria-haspopup="dialog"
          aria-label={`See ${sku} in 3D`}
        >
          See in 3D
        </Button>
      ) : null}
    </li>
  );
}

function groups(variants: readonly ShownVariant[]) {
  const all: { product: string; first: string; members: ShownVariant[] }[] = [];
  for (const variant of variants) {
    const last = all.at(-1);
    if (last?.product === variant.product) last.members.push(variant);
    else all.push({ product: variant.product, first: variant.itemId, members: [variant] });
  }
  return all;
}
