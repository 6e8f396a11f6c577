import type { Reason } from "@/lib/forecast/promise-reasons";
import { capital, counted } from "@/lib/words/counts";

/** "Three revisions requested; quote waited 4 days." Empty where there is nothing to say. */
export function reasonSentence(reasons: readonly Reason[]): string {
  if (reasons.length === 0) return "";
  return `${capital(reasons.map(reasonWords).join("; "))}.`;
}

/** One reason, as it stands inside a sentence. */
export function reasonWords({ code, count = 0, days = 0 }: Reason): string {
  const variants = counted(count, "variant");
  switch (code) {
    case "produced":
      return "everything is produced";
    case "revisions":
      return `${counted(count, "revision")} requested`;
    case "errors":
      return `${variants} reported an error`;
    case "resumed":
      return `${variants} resumed after an error`;
    case "added":
      return `${variants} added`;
    case "cancelled":
      return `${variants} cancelled`;
    case "moved_in":
      return `${variants} came from another batch`;
    case "moved_out":
      return `${variants} went to another batch`;
    case "quote_waited":
      return `quote waited ${days} ${days === 1 ? "day" : "days"}`;
    case "quote_needed":
      return `${variants} ${count === 1 ? "needs" : "need"} a quote`;
    case "rejected":
      return `quote rejected for ${variants}`;
    case "approved":
      return `quote approved for ${variants}`;
    case "returned":
      return `${variants} went back to modelling`;
    case "limits":
      return "limits changed";
    case "calendar":
      return "working days changed";
    case "learned":
      return "the estimate learned from finished batches";
    case "relearned":
      return "the estimate learned from what was finished since";
    case "over_time":
      return `${variants} over time`;
    case "undecided":
      return "no decision by the day named";
    case "slower":
      return "work took longer than planned";
    case "faster":
      return "work ran faster than planned";
  }
}
