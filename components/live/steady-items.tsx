"use client";
import { Children, cloneElement, isValidElement, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { useSteady } from "./use-steady";

interface Item {
  key: string;
  content: ReactNode;
}
const keyOf = ({ key }: Item) => key;

/**
 * Children by the keys they were made with. What the server sends in a later piece has its own key only as `forEach` hands
 * it over: `toArray` would name it by its position.
 */
export function itemsOf(children: ReactNode): Item[] {
  const items: Item[] = [];
  Children.forEach(children, (content) => {
    if (content === null || content === undefined || typeof content === "boolean") return;
    items.push({ key: String((isValidElement(content) && content.key) || items.length), content });
  });
  return items;
}

/**
 * Children, made on the server and each under a key that stays its own, as items of a list that keep their places while
 * news come (`useSteady`). What went says so in place of its buttons.
 */
export function SteadyItems({ children }: { children: ReactNode }) {
  return <Items items={itemsOf(children)} />;
}

function Items({ items }: { items: readonly Item[] }) {
  const { shown, gone } = useSteady(items, keyOf);
  return shown.map(({ key, content }) => (
    <li key={key} className={gone.has(key) ? "went" : undefined}>
      {content}
      {gone.has(key) ? <p className="settled">Settled: no longer in this list</p> : null}
    </li>
  ));
}

/** The same for rows of a table, and whatever else takes a class and a title of its own. */
export function SteadyRows({ children }: { children: ReactNode }) {
  return <Rows items={itemsOf(children)} />;
}

function Rows({ items }: { items: readonly Item[] }) {
  const { shown, gone } = useSteady(items, keyOf);
  return shown.map(({ key, content }) =>
    gone.has(key) && isValidElement<{ className?: string; title?: string }>(content)
      ? cloneElement(content, {
          className: classNames(content.props.className, "went"),
          title: "No longer in this list",
        })
      : content,
  );
}
