"use client";
import type { ReactNode } from "react";
import { useSteady } from "./use-steady";

const keyOf = ({ key }: { key: string }) => key;

/**
 * Items of a list or rows of a table made on the server, which keep their places while news come (`useSteady`). What went
 * says so in place of its buttons.
 */
export function SteadyItems({
  as: Item,
  items,
}: {
  as: "li" | "tr";
  items: readonly { key: string; content: ReactNode }[];
}) {
  const { shown, gone } = useSteady(items, keyOf);
  return shown.map(({ key, content }) => (
    <Item key={key} className={gone.has(key) ? "went" : undefined}>
      {content}
      {Item === "li" && gone.has(key) ? <p className="settled">Settled: no longer in this list</p> : null}
    </Item>
  ));
}
