"use client";
import dynamic from "next/dynamic";
import { type MouseEvent, type ReactNode, useRef, useState } from "react";
import { Sheet } from "@/components/ui/dialog";

/** Fetched with the first model that is asked for: the page itself stays a list of words. */
const ModelViewer = dynamic(
  () => import("@/components/model/model-viewer").then((viewer) => viewer.ModelViewer),
  {
    ssr: false,
  },
);

/** One viewer for the whole page: its rows are the server's, and a press on any `data-model` in them opens it. */
export function LookIn3d({ path, children }: { path: string; children: ReactNode }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<{ item: string; sku: string } | null>(null);
  function open({ target }: MouseEvent) {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-model]") : null;
    const { model: item, sku } = button?.dataset ?? {};
    if (!item || !sku) return;
    setShown({ item, sku });
    sheet.current?.showModal();
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside are pressed, by keys too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are pressed */}
      <div onClick={open}>{children}</div>
      <Sheet sheet={sheet} title={shown?.sku ?? "3D model"} wide onClose={() => setShown(null)}>
        {shown ? <ModelViewer src={`${path}/${shown.item}`} label={`3D model of ${shown.sku}`} /> : null}
      </Sheet>
    </>
  );
}
