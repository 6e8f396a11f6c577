import type { ComponentProps } from "react";

/** A picture in its own size, from a route that checks who asks: nothing may be kept or made smaller on its way. */
export function Image({ alt, ...props }: ComponentProps<"img"> & { alt: string }) {
  // biome-ignore lint/performance/noImgElement: Next's own would fetch it without the reader's cookies and keep copies
  return <img alt={alt} {...props} />;
}
