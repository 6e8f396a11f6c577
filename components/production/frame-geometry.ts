import type { Place } from "@/lib/lifecycle/states";
import { type Curve, curve, divide, glass, type Lens, line, type Point, quarters } from "./frame-lens";

/**
 * The frame, always the same way round: left temple analysis; left lens quotes; bridge acceptance; right lens
 * production; right temple Completed and Validated; nose pads Error and Cancelled; lower right rim revisions.
 */
const LEFT: Lens = { left: 290, right: 595, top: 60, middle: 126, bottom: 262 };
const RIGHT: Lens = { left: 749, right: 1054, top: 60, middle: 126, bottom: 262 };
const q = { left: quarters(LEFT), right: quarters(RIGHT) };

const requested = divide(q.left.sink, 0.5);
const accepted = divide(q.left.climb, 0.52);
const addition = divide(q.right.rise, 0.4);
const created = divide(addition.after, (0.84 - 0.4) / 0.6);
const working = divide(q.right.fall, 0.2);
const freezing = divide(working.after, (0.62 - 0.2) / 0.8);
const bridge: Curve = [
  [594.5, 116],
  [624, 91],
  [720, 91],
  [749.5, 116],
];
const [quoteSent, rejected]: Point[] = [
  [442.5, 262],
  [442.5, 304],
];
const pads: Record<"error" | "cancelled", Curve> = {
  error: [
    [649, 99],
    [641, 118],
    [640, 138],
    [646, 158],
  ],
  cancelled: [
    [695, 99],
    [703, 118],
    [704, 138],
    [698, 158],
  ],
};

/** Every stretch of the frame a variant can travel, as the `d` of a path. */
export const STRETCHES = {
  temple: line([40, 126], [184, 126]),
  hinge: line([184, 126], [290, 126]),
  over: curve(q.left.rise, q.left.fall),
  toRequested: curve(requested.before),
  toSent: curve(requested.after),
  toRejected: line([442.5, 262], [442.5, 304]),
  toAccepted: curve(accepted.before),
  fromAccepted: curve(accepted.after),
  bridge: `${line([595, 126], [594.5, 116])}${curve(bridge).replace(/^M[\d. ]+/, "")}L749 126`,
  toAddition: curve(addition.before),
  toCreated: curve(created.before),
  toWorking: curve(created.after, working.before),
  toFreezing: curve(freezing.before),
  fromFreezing: curve(freezing.after),
  toCompleted: line([1054, 126], [1160, 126]),
  toValidated: line([1160, 126], [1304, 126]),
  revisions: curve(...backwards(q.right.climb, q.right.sink)),
  toError: curve(pads.error),
  toCancelled: curve(pads.cancelled),
} as const;
export type Stretch = keyof typeof STRETCHES;

function backwards(...parts: Curve[]): Curve[] {
  return parts.map(([a, b, c, d]): Curve => [d, c, b, a]);
}

/** The nose pads and the way to a rejected quote hang on thin stems; they are exits, not the way. */
export const STEMS: ReadonlySet<Stretch> = new Set(["toRejected", "toError", "toCancelled"]);

export const GLASSES = [glass(LEFT), glass(RIGHT)];
/** Centres of the lenses, for the figures in them. */
export const LENS_X = { left: 442, right: 901 } as const;

type Words = {
  readonly at: Point;
  readonly anchor?: "mid" | "end";
  readonly lines: readonly string[];
};
export type Spot = {
  readonly at: Point;
  readonly label: Words;
  /** Where the date of passing stands. */
  readonly date: Omit<Words, "lines">;
};

const above = (at: Point, dx: number, ...lines: string[]): Words => ({
  at: [at[0] + dx, at[1] - 38],
  anchor: "mid",
  lines,
});
const inside = (at: Point, dx: number, dy: number, anchor?: "mid" | "end"): Omit<Words, "lines"> => ({
  at: [at[0] + dx, at[1] + dy],
  anchor,
});
const onTemple = (x: number, ...lines: string[]): Spot => ({
  at: [x, 126],
  label: { at: [x, lines.length > 1 ? 90 : 106], anchor: "mid", lines },
  date: inside([x, 126], 0, 30, "mid"),
});

/** Where each place stands on the frame, and where its name and date are written. */
export const SPOTS: Readonly<Record<Place, Spot>> = {
  pending_analysis: onTemple(40, "Pending", "Analysis"),
  analysis_complete: onTemple(184, "Analysis", "Complete"),
  quote_requested: {
    at: requested.at,
    label: { at: [313.9, 239.6], anchor: "end", lines: ["Quote", "Requested"] },
    date: { at: [313.9, 272], anchor: "end" },
  },
  quote_sent: {
    at: quoteSent as Point,
    label: { at: [464, 286], lines: ["Quote Sent"] },
    date: { at: [541, 286] },
  },
  quote_rejected: {
    at: rejected as Point,
    label: { at: [464, 309], lines: ["Quote Rejected"] },
    date: { at: [568, 309] },
  },
  quote_accepted: {
    at: accepted.at,
    label: { at: [574.2, 236.8], lines: ["Quote", "Accepted"] },
    date: { at: [574.2, 269] },
  },
  processing_addition: {
    at: addition.at,
    label: above(addition.at, -14, "Processing", "Addition"),
    date: inside(addition.at, 12, 22),
  },
  batch_created: {
    at: created.at,
    label: above(created.at, -4, "Batch", "Created"),
    date: inside(created.at, 0, 25, "mid"),
  },
  working_3d_assets: {
    at: working.at,
    label: above(working.at, 8, "Working", "3D Assets"),
    date: inside(working.at, 0, 28, "mid"),
  },
  freezing_time: {
    at: freezing.at,
    label: above(freezing.at, 18, "Freezing", "Time"),
    date: inside(freezing.at, -10, 24, "end"),
  },
  completed: onTemple(1160, "Completed"),
  validated: onTemple(1304, "Validated"),
  error: {
    at: [646, 158],
    label: { at: [638, 188], anchor: "mid", lines: ["Error"] },
    date: { at: [638, 204], anchor: "mid" },
  },
  cancelled: {
    at: [698, 158],
    label: { at: [714, 188], anchor: "mid", lines: ["Cancelled"] },
    date: { at: [714, 204], anchor: "mid" },
  },
};
