"use client";
import { type ReactNode, useId } from "react";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import type { Bucket } from "@/lib/lifecycle/states";
import { BucketGlyph } from "./bucket-glyph";

/** One total. Its accessible name is label and value: "In Progress 30"; a link where `href` leads to its list. */
export function Tile({
  label,
  value,
  note,
  href,
  bucket,
}: {
  label: string;
  value: number;
  /** A fact below the figure, such as "oldest since Wed 27 Nov". */
  note?: ReactNode;
  href?: string;
  bucket?: Bucket;
}) {
  const id = useId();
  const words = {
    "aria-label": `${label} ${count(value)}`,
    "aria-describedby": note ? id : undefined,
  };
  const inside = (
    <>
      <span className="k">
        {bucket ? <BucketGlyph bucket={bucket} /> : null}
        {label}
      </span>{" "}
      <span className="v">{count(value)}</span>
    </>
  );
  return (
    <li>
      {href ? (
        <Link href={href} {...words}>
          {inside}
        </Link>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, this is a figure with its name
        <div role="group" {...words}>
          {inside}
        </div>
      )}
      <span className="d" id={note ? id : undefined}>
        {note}
      </span>
    </li>
  );
}

/** The row of tiles; children are `Tile`. */
export function Tiles({ label = "Totals", children }: { label?: string; children: ReactNode }) {
  return (
    <section aria-label={label}>
      <ul className="tiles">{children}</ul>
    </section>
  );
}
