import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A way to another page. Nothing is fetched before it is taken: pages here are fresh, and lists are long. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
