import { META } from "@/lib/lifecycle/meta";
import { capital, counted } from "@/lib/words/counts";
import type { Change } from "./list-changes";

/** A change of the last day as a sentence: "Tom Weidner validated five variants of Nike Collection 2024."; without the batch where it is `named` above. */
export function changeWords(change: Change, { named = true } = {}): string {
  return `${capital(clause(change, named))}.`;
}

function clause({ event, to, count, batch, by, actorKind, quote }: Change, named: boolean): string {
  const what = `${counted(count, "variant")}${named ? ` of ${batch.name}` : ""}`;
  const were = count === 1 ? "was" : "were";
  const are = count === 1 ? "is" : "are";
  const who = actorKind === "customer" ? (by ? (by.you ? "you" : by.name) : "your team") : null;
  const active = (verb: string) => (who ? `${who} ${verb} ${what}` : null);
  switch (event) {
    case "order":
      return active("ordered") ?? `${what} ${were} ordered`;
    case "sendQuote":
      return `quote ${quote ?? ""} arrived for ${what}`;
    case "acceptQuote":
      return active("approved the quote for") ?? `the quote for ${what} was approved`;
    case "rejectQuote":
      return active("declined the quote for") ?? `the quote for ${what} was declined`;
    case "reviseQuote":
      return active("asked for a revised quote for") ?? `a revised quote was asked for ${what}`;
    case "withdrawQuote":
      return `we withdrew the quote for ${what}; a new one follows`;
    case "expireQuote":
      return `the quote for ${what} expired; a new one follows`;
    case "complete":
      return `${what} ${were} completed and ${are} ready for review`;
    case "validate":
      return active("validated") ?? `${what} ${were} validated`;
    case "reopen":
      return active("reopened the review of") ?? `the review of ${what} was reopened`;
    case "requestRevision":
      return active("asked for a revision of") ?? `a revision of ${what} was asked for`;
    case "reportError":
      return `${what} stopped with an error`;
    case "retry":
      return `${what} went on after an error`;
    case "cancel":
      return active("cancelled") ?? `${what} ${were} cancelled`;
    case "reorder":
      return active("reordered") ?? `${what} ${were} reordered`;
    case "returnToModelling":
      return `${what} went back to ${META[to].label}`;
    default:
      return `${what} moved on to ${META[to].label}`;
  }
}
