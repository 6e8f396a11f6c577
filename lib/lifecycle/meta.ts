import { type Bucket, bucketOf, type Department, type Place, type Turn } from "./states";

/** Allowed business days of a stay: a span on the producer's turn, or a reminder on the customer's. */
export type Limit =
  | { readonly low: number; readonly high: number; readonly reminder: null }
  | { readonly low: null; readonly high: null; readonly reminder: number };

/** Who reads a sentence. A stakeholder's never names people, prices, quote texts or reasons. */
export type Audience = "customer" | "ops" | "stakeholder";

export type PlaceMeta = {
  /** The seed's label, spelling and capitals included. */
  readonly label: string;
  /** The seed's "Meaning". */
  readonly meaning: string;
  /** The seed's "What to Expect". */
  readonly expect: string;
  /** What it says to the customer, as a sentence without full stop. */
  readonly customerWords: string;
  /** What happens next, a sentence for each audience. */
  readonly next: Readonly<Record<Audience, string>>;
  /** Who has it by default; null where nobody works on it. */
  readonly department: Department | null;
  readonly turn: Turn;
  /** Default allowance, before policy overrides; null where no clock runs. */
  readonly limit: Limit | null;
  readonly bucket: Bucket;
};

const span = (low: number, high: number): Limit => ({ low, high, reminder: null });
const reminder = (days: number): Limit => ({ low: null, high: null, reminder: days });

/**
 * What hangs on each place of the machine, importable without the machine itself.
 * Source: the seed's table "Understanding Production States"; domain.md, "The 13 states".
 */
export const META: Readonly<Record<Place, PlaceMeta>> = {
  pending_analysis: {
    label: "Pending Analysis",
    meaning: "Order received; team analyzing SKUs",
    expect: "1-2 business days",
    customerWords: "We are analyzing your SKUs",
    next: {
      customer: "We confirm that it can be made.",
      ops: "Confirm feasibility, or cancel it as not feasible.",
      stakeholder: "Feasibility is confirmed.",
    },
    department: "analysis",
    turn: "producer",
    limit: span(1, 2),
    bucket: bucketOf("pending_analysis"),
  },
  analysis_complete: {
    label: "Analysis Complete",
    meaning: "Feasibility confirmed; production can begin",
    expect: "Next phase starts",
    customerWords: "It can be made; production can begin",
    next: {
      customer: "We start production, or send you a quote first.",
      ops: "Start production, or request a quote.",
      stakeholder: "Production starts.",
    },
    department: "planning",
    turn: "producer",
    limit: span(0, 1),
    bucket: bucketOf("analysis_complete"),
  },
  processing_addition: {
    label: "Processing Addition",
    meaning: "Adding variant to production queue",
    expect: "1-2 business days",
    customerWords: "We are adding it to the production queue",
    next: {
      customer: "We assign it to a production batch.",
      ops: "Assign it to a batch.",
      stakeholder: "It is assigned to a production batch.",
    },
    department: "planning",
    turn: "producer",
    limit: span(1, 2),
    bucket: bucketOf("processing_addition"),
  },
  batch_created: {
    label: "Batch Created",
    meaning: "Variant assigned to production batch",
    expect: "Production starts",
    customerWords: "It has its place in a production batch",
    next: {
      customer: "We start building the 3D model.",
      ops: "Start modelling.",
      stakeholder: "Work on the 3D model starts.",
    },
    department: "planning",
    turn: "producer",
    limit: span(0, 1),
    bucket: bucketOf("batch_created"),
  },
  working_3d_assets: {
    label: "Working 3D Assets",
    meaning: "3D modeling in progress",
    expect: "2-5 business days (varies)",
    customerWords: "We are building the 3D model",
    next: {
      customer: "We review and optimize the model.",
      ops: "Freeze it once the model is ready for the final review.",
      stakeholder: "The model is reviewed and optimized.",
    },
    department: "modelling",
    turn: "producer",
    limit: span(2, 5),
    bucket: bucketOf("working_3d_assets"),
  },
  freezing_time: {
    label: "Freezing Time",
    meaning: "Final model review and optimization",
    expect: "1-2 business days",
    customerWords: "We are reviewing and optimizing the model",
    next: {
      customer: "It appears in Frame Validation for your review.",
      ops: "Complete it, or return it to modelling.",
      stakeholder: "It becomes ready for review.",
    },
    department: "quality",
    turn: "producer",
    limit: span(1, 2),
    bucket: bucketOf("freezing_time"),
  },
  quote_requested: {
    label: "Quote Requested",
    meaning: "Production estimated; awaiting quote approval",
    expect: "Awaiting your confirmation",
    customerWords: "We are preparing your quote",
    next: {
      customer: "You receive the quote and decide on it.",
      ops: "Send the quote, or drop it.",
      stakeholder: "A quote is prepared.",
    },
    department: "commercial",
    turn: "producer",
    limit: span(0, 1),
    bucket: bucketOf("quote_requested"),
  },
  quote_sent: {
    label: "Quote Sent",
    meaning: "Quotation delivered; awaiting your response",
    expect: "You accept/reject",
    customerWords: "The quote waits for your decision",
    next: {
      customer: "Accept or reject the quote.",
      ops: "The customer decides; withdraw the quote to change it.",
      stakeholder: "The quote is decided on.",
    },
    department: "customer",
    turn: "customer",
    limit: reminder(2),
    bucket: bucketOf("quote_sent"),
  },
  quote_accepted: {
    label: "Quote Accepted",
    meaning: "You've approved the quote; production starts",
    expect: "Production begins",
    customerWords: "You approved the quote; production starts",
    next: {
      customer: "Production begins.",
      ops: "Start production.",
      stakeholder: "Production begins.",
    },
    department: "planning",
    turn: "producer",
    limit: span(0, 1),
    bucket: bucketOf("quote_accepted"),
  },
  quote_rejected: {
    label: "Quote Rejected",
    meaning: "You declined; production paused",
    expect: "Need to reorder or revise",
    customerWords: "You declined the quote; production is paused",
    next: {
      customer: "Reorder, or ask for a revised quote.",
      ops: "The customer reorders or asks for a revised quote.",
      stakeholder: "A decision on the quote is awaited.",
    },
    department: "customer",
    turn: "customer",
    limit: reminder(5),
    bucket: bucketOf("quote_rejected"),
  },
  completed: {
    label: "Completed",
    meaning: "3D model ready for validation",
    expect: "Model appears in Frame Validation",
    customerWords: "Ready for your review",
    next: {
      customer: "Review it in Frame Validation: validate it or request a revision.",
      ops: "The customer reviews it.",
      stakeholder: "It is reviewed.",
    },
    department: "customer",
    turn: "customer",
    limit: reminder(3),
    bucket: bucketOf("completed"),
  },
  cancelled: {
    label: "Cancelled",
    meaning: "Order cancelled by request",
    expect: "Variants won't be created",
    customerWords: "It will not be created",
    next: {
      customer: "Reorder it if you still need it.",
      ops: "Nothing; it can be reordered.",
      stakeholder: "Nothing; it will not be created.",
    },
    department: null,
    turn: "none",
    limit: null,
    bucket: bucketOf("cancelled"),
  },
  error: {
    label: "Error",
    meaning: "Technical issue encountered",
    expect: "May need to reorder",
    customerWords: "We are resolving a technical issue",
    next: {
      customer: "We retry it, or it may need to be reordered.",
      ops: "Retry it, or reorder it.",
      stakeholder: "A technical issue is resolved.",
    },
    department: "support",
    turn: "producer",
    limit: span(0, 1),
    bucket: bucketOf("error"),
  },
  validated: {
    label: "Validated",
    meaning: "Variants you've approved",
    expect: "Available in My Catalogues",
    customerWords: "You approved it",
    next: {
      customer: "Add it to a catalogue in My Catalogues.",
      ops: "Nothing; it is available in My Catalogues.",
      stakeholder: "Nothing; it is approved.",
    },
    department: "customer",
    turn: "none",
    limit: null,
    bucket: bucketOf("validated"),
  },
};
