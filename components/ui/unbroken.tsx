import { createElement, Fragment } from "react";

const RANGE = /(\d+(?: \p{L}+)?\s?–\s?\d+(?: \p{L}+)?(?: \d{4})?)/u;

/** A sentence in which a range such as "12–15 December" is never broken after its dash. */
export function Unbroken({ children }: { children: string }) {
  const parts = children
    .split(RANGE)
    .map((part, index) => (index % 2 === 1 ? createElement("span", { className: "nowrap" }, part) : part));
  return createElement(Fragment, null, ...parts);
}
