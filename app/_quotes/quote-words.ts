import type { QuoteDetail, QuoteLine } from "@/lib/quotes/find-quote";
import { capital, counted, countWord } from "@/lib/words/counts";

type Lines = readonly Pick<QuoteLine, "status" | "place">[];

const DECIDED = ["accepted", "rejected", "expired", "withdrawn"] as const;
const WORDS = {
  accepted: "approved",
  rejected: "declined",
  expired: "expired",
  withdrawn: "withdrawn",
} as const;

const countOf = (lines: Lines, wanted: QuoteLine["status"]) =>
  lines.filter(({ status }) => status === wanted).length;

/** The sentence a quote's page begins with. */
export function quoteSentence({
  versions: [{ lines }],
}: {
  versions: [{ lines: Lines }, ...unknown[]];
}): string {
  const pending = countOf(lines, "pending");
  if (pending > 0)
    return `${capital(counted(pending, "variant"))} ${pending === 1 ? "waits" : "wait"} for your approval.`;
  const next = lines.some(({ status, place }) => waitsForNext(status) && place === "quote_requested")
    ? " We prepare a new version."
    : "";
  const all = DECIDED.find((status) => countOf(lines, status) === lines.length);
  switch (all) {
    case "accepted":
      return "Approved. Production goes on.";
    case "rejected":
      return "Declined.";
    case "expired":
      return `Expired before it was decided.${next}`;
    case "withdrawn":
      return `Withdrawn before it was decided.${next}`;
    default:
      return `${capital(outcomeWords(lines))}.${next}`;
  }
}

const waitsForNext = (status: QuoteLine["status"]) => status === "expired" || status === "withdrawn";

/** "ten variants approved, two expired": what became of a version's lines. */
export function outcomeWords(lines: Lines): string {
  const parts = DECIDED.map((status) => ({ word: WORDS[status], n: countOf(lines, status) }));
  return parts
    .filter(({ n }) => n > 0)
    .map(({ word, n }, i) => `${i === 0 ? counted(n, "variant") : countWord(n)} ${word}`)
    .join(", ");
}

/** What stands below the moment until which a version is valid. */
export function validityWords(lines: Lines): string {
  if (countOf(lines, "pending") > 0) return "Afterwards we prepare a new one.";
  if (countOf(lines, "expired") > 0) return "It has expired.";
  return countOf(lines, "withdrawn") === lines.length ? "It was withdrawn." : "Decided.";
}

/** "Q-112", or "Q-112, version 2". */
export const quoteName = ({ number, versions: [latest] }: QuoteDetail): string =>
  latest.version > 1 ? `${number}, version ${latest.version}` : number;
