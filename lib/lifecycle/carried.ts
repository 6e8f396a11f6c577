import type { Place, State, Step } from "./states";

/** What a variant carries from step to step, kept in its row and in each history row. */
export type Carried = {
  /** Where dropping or accepting the quote returns it to; null when no quote is under way. */
  readonly quoteResume: State | null;
  /** Where a retry returns it to; null outside `error`. Kept apart from the quote's, so that they nest. */
  readonly errorResume: State | null;
  /** How often a revision was requested; 0 for the first model. */
  readonly revision: number;
  /** Has entered `batch_created`; a step that was undone does not count. */
  readonly productionBegun: boolean;
  /** Has entered `working_3d_assets`; a step that was undone does not count. */
  readonly modellingBegun: boolean;
};

/** The step an undo would take back. */
export type Undone = { readonly event: Step; readonly from: Place | null; readonly before: Carried };

/** Carried, and what the machine must know of the world around the variant. */
export type Context = Carried & {
  /** The quote version it waits on is open and still valid (for an undo: would be, with its line pending again). */
  readonly quoteOpen: boolean;
  /** It already has its one replacement. */
  readonly replaced: boolean;
  /** The latest step not yet undone; null where there is none. */
  readonly undo: Undone | null;
};

/** What a step asks of its command besides writing the state. */
export type Effect =
  /** The variant's line in an open quote version is withdrawn. */
  | "withdrawQuoteLine"
  /** The line which the undone step withdrew is pending again. */
  | "reopenQuoteLine"
  /** A new linked variant starts in pending_analysis, in the same order and batch. */
  | "createReplacement"
  /** It leaves live catalogues, with a note to their owner. */
  | "leaveCatalogues"
  /** An open cancellation request lapses. */
  | "lapseCancellationRequest";
