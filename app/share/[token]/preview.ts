import type { Metadata } from "next";
import { env } from "@/lib/env";
import { completeWords, titleOf } from "@/lib/reports/facts";
import type { Shared } from "./open";

/** What a link's preview in a chat shows of one that is locked: nothing. */
export const unlisted: Metadata = {
  robots: { index: false, follow: false },
  referrer: "no-referrer",
  title: { absolute: "Shared progress" },
  description: null,
};

/** Of one that has ended or never was. */
export const closed: Metadata = { ...unlisted, title: { absolute: "This link does not open" } };

/** What a link's preview in a chat shows: the name, the percentage and the bar, and nothing more. */
export function previewOf(token: string, { overview }: Shared): Metadata {
  const title = `${titleOf(overview)}: ${completeWords(overview.progress)}`;
  const image = { url: `${env().FRAMEWATCH_URL}/share/${token}/bar`, width: 1200, height: 630, alt: title };
  return {
    ...unlisted,
    title: { absolute: title },
    openGraph: { title, type: "website", images: [image] },
    twitter: { card: "summary_large_image" },
  };
}
