import { Fragment } from "react";

const RANGE = /(\d+(?: \p{L}+)?\s?–\s?\d+(?: \p{L}+)?(?: \d{4})?)/u;

/** A sentence in which a range such as "12–15 December" is never broken after its dash. */
export function Unbroken({ children }: { children: string }) {
  return children.split(RANGE).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence have no other name
      <span key={index} className="nowrap">
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence have no other name
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
