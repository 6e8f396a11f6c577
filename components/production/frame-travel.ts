import type { Place } from "@/lib/lifecycle/states";
import { STRETCHES, type Stretch } from "./frame-geometry";

type Way = { readonly to: Place; readonly over: readonly Stretch[] };

/** Which stretches lead from a place to the next; what is not here is a jump, drawn by nothing. */
const WAYS: Partial<Record<Place, readonly Way[]>> = {
  pending_analysis: [{ to: "analysis_complete", over: ["temple"] }],
  analysis_complete: [
    { to: "processing_addition", over: ["hinge", "over", "bridge", "toAddition"] },
    { to: "quote_requested", over: ["hinge", "toRequested"] },
  ],
  quote_requested: [{ to: "quote_sent", over: ["toSent"] }],
  quote_sent: [
    { to: "quote_accepted", over: ["toAccepted"] },
    { to: "quote_rejected", over: ["toRejected"] },
  ],
  quote_accepted: [{ to: "processing_addition", over: ["fromAccepted", "bridge", "toAddition"] }],
  processing_addition: [{ to: "batch_created", over: ["toCreated"] }],
  batch_created: [{ to: "working_3d_assets", over: ["toWorking"] }],
  working_3d_assets: [{ to: "freezing_time", over: ["toFreezing"] }],
  freezing_time: [{ to: "completed", over: ["fromFreezing", "toCompleted"] }],
  completed: [
    { to: "validated", over: ["toValidated"] },
    { to: "working_3d_assets", over: ["revisions", "toAddition", "toCreated", "toWorking"] },
  ],
};

/** The usual way from a place to the end: what is still ahead. Source: domain.md, "Transitions". */
const NEXT: Partial<Record<Place, Place>> = {
  pending_analysis: "analysis_complete",
  analysis_complete: "processing_addition",
  quote_requested: "quote_sent",
  quote_sent: "quote_accepted",
  quote_rejected: "quote_requested",
  quote_accepted: "processing_addition",
  processing_addition: "batch_created",
  batch_created: "working_3d_assets",
  working_3d_assets: "freezing_time",
  freezing_time: "completed",
  completed: "validated",
};

const PRODUCTION: readonly Place[] = [
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
];

/** The usual next place; a quote opened in the middle of production leads back to where it was opened. */
function nextOf(place: Place, visited: readonly Place[]): Place | undefined {
  if (place !== "quote_accepted") return NEXT[place];
  return visited.findLast((was) => PRODUCTION.includes(was)) ?? NEXT[place];
}

function stretchesBetween(from: Place, to: Place): readonly Stretch[] {
  if (to === "error") return ["toError"];
  if (to === "cancelled") return ["toCancelled"];
  return WAYS[from]?.find((way) => way.to === to)?.over ?? [];
}

export type Travel = {
  /** Stretches behind it. */
  readonly past: ReadonlySet<Stretch>;
  /** Stretches on the usual way from here. */
  readonly ahead: ReadonlySet<Stretch>;
  readonly visited: ReadonlySet<Place>;
  /** Places on the usual way from here, in order. */
  readonly coming: readonly Place[];
};

/**
 * What of the frame lies behind a variant and what is still ahead. `visited` are its places in the order it
 * entered them, the last one being where it stands; from an error it goes on where it was.
 */
export function travelOf(visited: readonly Place[]): Travel {
  const past = new Set<Stretch>();
  visited.forEach((to, index) => {
    const from = visited[index - 1];
    if (from) for (const stretch of stretchesBetween(from, to)) past.add(stretch);
  });
  const here = visited.at(-1);
  const ahead = new Set<Stretch>();
  const coming: Place[] = [];
  if (here !== "cancelled") {
    let from: Place | undefined = visited.findLast((place) => place !== "error");
    if (here === "error" && from) coming.push(from);
    while (from) {
      const to = nextOf(from, visited);
      if (!to) break;
      for (const stretch of stretchesBetween(from, to)) if (!past.has(stretch)) ahead.add(stretch);
      coming.push(to);
      from = to;
    }
  }
  return { past, ahead, visited: new Set(visited), coming };
}

/** Every stretch, in drawing order. */
export const ALL_STRETCHES = Object.keys(STRETCHES) as Stretch[];
