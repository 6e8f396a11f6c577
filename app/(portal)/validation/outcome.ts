import type { Answer } from "@/lib/access/errors";
import type { OperationResult } from "@/lib/variants/operation-result";
import { capital, counted } from "@/lib/words/counts";

export type ReviewEvent = "validate" | "requestRevision";

export interface Outcome {
  /** What was done, or what stood in the way of everything. */
  words: string;
  operationId: string | null;
  /** By variant: why it was not moved. */
  refused: ReadonlyMap<string, string>;
}

const DONE: Readonly<Record<ReviewEvent, string>> = {
  validate: "validated",
  requestRevision: "sent back for a revision",
};

/** What an operation did, in words, with each variant it did not move. */
export function outcomeOf(event: ReviewEvent, answer: Answer<OperationResult>): Outcome {
  if (!answer.ok) return { words: answer.message, operationId: null, refused: new Map() };
  const { moved, refused, refusedTotal, operationId } = answer.value;
  const done = moved > 0 ? `${capital(counted(moved, "variant"))} ${DONE[event]}.` : "";
  const not = refusedTotal > 0 ? ` ${capital(counted(refusedTotal, "variant"))} not: see each below.` : "";
  return {
    words: `${done}${not}`.trim(),
    operationId: moved > 0 ? operationId : null,
    refused: new Map(refused.map(({ variantId, message }) => [variantId, message])),
  };
}
