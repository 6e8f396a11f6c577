/** The 13 production states, in the order of the seed's table. Source: domain.md, "The 13 states". */
export const STATES = [
  "pending_analysis",
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
  "quote_requested",
  "quote_sent",
  "quote_accepted",
  "quote_rejected",
  "completed",
  "cancelled",
  "error",
] as const;
export type State = (typeof STATES)[number];

/** Review is a second, smaller state on `completed`; it is not a 14th production state. */
export const REVIEWS = ["pending", "validated"] as const;
export type Review = (typeof REVIEWS)[number];

/** Where a variant can stand: the 13 states, `completed` meaning completed/pending, then completed/validated. */
export const PLACES = [...STATES, "validated"] as const;
export type Place = (typeof PLACES)[number];

/** Places as a variant comes through them, with the quote where the seed's timeline has it; what leads nowhere comes last. */
export const ALONG: readonly Place[] = [
  "pending_analysis",
  "analysis_complete",
  "quote_requested",
  "quote_sent",
  "quote_rejected",
  "quote_accepted",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
  "completed",
  "validated",
  "error",
  "cancelled",
];

/** The production state of a place: `validated` is `completed`. */
export function stateOf(place: Place): State {
  return place === "validated" ? "completed" : place;
}

/** The review of a place, null outside `completed`. */
export function reviewOf(place: Place): Review | null {
  if (place === "validated") return "validated";
  return place === "completed" ? "pending" : null;
}

/** The place of a state and a review (two columns of one row). The review counts only on `completed`. */
export function placeOf(state: State, review: Review | null): Place {
  return state === "completed" && review === "validated" ? "validated" : state;
}

/** Five disjoint buckets plus cancelled; `active = all − cancelled`. Source: domain.md, "Buckets". */
export const BUCKETS = ["production", "hold", "ready", "validated", "attention", "cancelled"] as const;
export type Bucket = (typeof BUCKETS)[number];

export const BUCKET_LABELS: Readonly<Record<Bucket, string>> = {
  production: "In Production",
  hold: "On Hold",
  ready: "Ready for Review",
  validated: "Validated",
  attention: "Needs attention",
  cancelled: "Cancelled",
};

const BUCKET_OF: Readonly<Record<Place, Bucket>> = {
  pending_analysis: "production",
  analysis_complete: "production",
  processing_addition: "production",
  batch_created: "production",
  working_3d_assets: "production",
  freezing_time: "production",
  quote_requested: "hold",
  quote_sent: "hold",
  quote_accepted: "production",
  quote_rejected: "hold",
  completed: "ready",
  cancelled: "cancelled",
  error: "attention",
  validated: "validated",
};

/** The one bucket a place counts in. */
export function bucketOf(place: Place): Bucket {
  return BUCKET_OF[place];
}

/** Whose clock runs: a customer's turn never counts as the producer's delay. */
export const TURNS = ["producer", "customer", "none"] as const;
export type Turn = (typeof TURNS)[number];

/** Everything that can happen to a variant after it was ordered. Source: domain.md, "Transitions". */
export const EVENTS = [
  "confirmFeasibility",
  "requestQuote",
  "dropQuote",
  "sendQuote",
  "acceptQuote",
  "rejectQuote",
  "withdrawQuote",
  "expireQuote",
  "reviseQuote",
  "startProduction",
  "assignToBatch",
  "startModelling",
  "freeze",
  "returnToModelling",
  "complete",
  "validate",
  "reopen",
  "requestRevision",
  "reportError",
  "retry",
  "cancel",
  "reorder",
  "undo",
] as const;
export type EventId = (typeof EVENTS)[number];

/** Name of the first row of every history: nothing → pending_analysis. Not an event one can send. */
export const ORDER = "order";
/** Every name a history row can carry. */
export const STEPS = [ORDER, ...EVENTS] as const;
export type Step = (typeof STEPS)[number];

/** Who has it: the department that works on a state, and the default assignee. */
export const DEPARTMENTS = [
  "analysis",
  "planning",
  "modelling",
  "quality",
  "commercial",
  "customer",
  "support",
] as const;
export type Department = (typeof DEPARTMENTS)[number];

export const DEPARTMENT_LABELS: Readonly<Record<Department, string>> = {
  analysis: "Analysis",
  planning: "Planning",
  modelling: "3D Modelling",
  quality: "Quality",
  commercial: "Commercial",
  customer: "Customer",
  support: "Support",
};
