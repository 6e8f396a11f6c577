import type { ComponentProps } from "react";

/**
 * A way to another page, taken without loading everything anew (`Ways`). Nothing is fetched before: pages here are
 * fresh, and lists are long. `scroll={false}` stays where the reader is.
 */
export function Link({
  href,
  scroll = true,
  ...props
}: ComponentProps<"a"> & { href: string; scroll?: boolean }) {
  return <a {...props} href={href} data-way={scroll ? "top" : "still"} />;
}
