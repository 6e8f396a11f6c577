"use client";
import dynamic from "next/dynamic";
import { createContext, memo, type ReactNode, use, useCallback, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import type { ShownProduct, ShownRow } from "./shown-rows";

/** Fetched with the first model that is asked for: the page itself stays a list of words. */
const ModelViewer = dynamic(
  () => import("@/components/model/model-viewer").then((viewer) => viewer.ModelViewer),
  { ssr: false },
);

const Look = createContext<(row: ShownRow) => void>(() => {});

/** One 3D viewer for all the frames inside it. */
export function FrameViewer({
  path,
  children,
}: {
  /** Where the models are. */
  path: string;
  children: ReactNode;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<ShownRow | null>(null);
  const look = useCallback((row: ShownRow) => {
    setShown(row);
    sheet.current?.showModal();
  }, []);
  return (
    <Look value={look}>
      {children}
      <Sheet sheet={sheet} title={shown?.s ?? "3D model"} wide onClose={() => setShown(null)}>
        {shown ? <ModelViewer src={`${path}/${shown.m}`} label={`3D model of ${shown.s}`} /> : null}
      </Sheet>
    </Look>
  );
}

/** Frames of a catalogue, under each product's name; what begins with the product that stands above goes on without it. */
export function ShownProducts({ products, under }: { products: readonly ShownProduct[]; under?: string }) {
  return products.map((product, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name or SKU may come twice, from two orders, and the list never changes
    <Product key={index} product={product} goesOn={index === 0 && product.name === under} />
  ));
}

/** Stays as it is while a model is opened: hundreds of rows are drawn once. */
const Product = memo(function Product({
  product: { name, rows },
  goesOn,
}: {
  product: ShownProduct;
  goesOn: boolean;
}) {
  const id = useId();
  const look = use(Look);
  const frames = (
    <ul className="frames">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name or SKU may come twice, from two orders, and the list never changes
        <li key={index}>
          <b>{row.s}</b>
          <span>{row.c}</span>
          <span>{row.z}</span>
          {row.m ? (
            <Button small aria-haspopup="dialog" aria-label={`See in 3D: ${row.s}`} onClick={() => look(row)}>
              See in 3D
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
  if (goesOn) return <div className="sec goes-on">{frames}</div>;
  return (
    <section className="sec" aria-labelledby={id}>
      <header>
        <h2 id={id}>{name}</h2>
      </header>
      {frames}
    </section>
  );
});
