import type { SharePart } from "@/db/schema/sharing";

/** What a link may show besides its summary, in the order in which it stands on the page. */
export const SHARE_PARTS = ["timeline", "variants"] as const satisfies readonly SharePart[];

export const PART_WORDS: Readonly<Record<SharePart, string>> = {
  timeline: "Timeline",
  variants: "Variants",
};
