"use client";
import dynamic from "next/dynamic";
import { memo, useCallback, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import type { ShownProduct, ShownRow } from "./shown-rows";

/** Fetched with the first model that is asked for: the page itself stays a list of words. */
const ModelViewer = dynamic(
  () => import("@/components/model/model-viewer").then((viewer) => viewer.ModelViewer),
  { ssr: false },
);

/** What a catalogue shows, under each product's name, with one 3D viewer for the whole page. */
export function ShownProducts({
  products,
  path,
}: {
  products: readonly ShownProduct[];
  /** Where its models are. */
  path: string;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<ShownRow | null>(null);
  const look = useCallback((row: ShownRow) => {
    setShown(row);
    sheet.current?.showModal();
  }, []);
  return (
    <>
      {products.map((product, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name or SKU may come twice, from two orders, and the list never changes
        <Product key={index} id={`p${index}`} product={product} onLook={look} />
      ))}
      <Sheet sheet={sheet} title={shown?.s ?? "3D model"} wide onClose={() => setShown(null)}>
        {shown ? <ModelViewer src={`${path}/${shown.m}`} label={`3D model of ${shown.s}`} /> : null}
      </Sheet>
    </>
  );
}

/** Stays as it is while a model is opened: hundreds of rows are drawn once. */
const Product = memo(function Product({
  id,
  product: { name, rows },
  onLook,
}: {
  id: string;
  product: ShownProduct;
  onLook: (row: ShownRow) => void;
}) {
  return (
    <section className="sec" aria-labelledby={id}>
      <header>
        <h2 id={id}>{name}</h2>
      </header>
      <ul className="frames">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name or SKU may come twice, from two orders, and the list never changes
          <li key={index}>
            <b>{row.s}</b>
            <span>{row.c}</span>
            <span>{row.z}</span>
            {row.m ? (
              <Button
                small
                aria-haspopup="dialog"
                aria-label={`See in 3D: ${row.s}`}
                onClick={() => onLook(row)}
              >
                See in 3D
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
});
