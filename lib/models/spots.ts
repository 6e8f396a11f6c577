import type { Bounds, Vector } from "@/db/schema/models";

/** A place on a model: where, and which way its surface looks. Metres in the model's own space. */
export interface Place {
  position: Vector;
  normal: Vector;
}

/**
 * The places of a frame that have a name, so that a pin needs no pointer. Left and right are the wearer's. Each is a share
 * of the box around the model (x from the wearer's right, y from below, z from the temple tips to the front) and a direction
 * from which to look for the surface.
 */
const SPOTS = {
  bridge: { label: "Bridge", at: [0.5, 0.62, 0.99], from: [0, 0, 1] },
  rim_right: { label: "Rim, right", at: [0.27, 0.94, 0.97], from: [0, 1, 0] },
  rim_left: { label: "Rim, left", at: [0.73, 0.94, 0.97], from: [0, 1, 0] },
  lens_right: { label: "Lens, right", at: [0.26, 0.5, 0.97], from: [0, 0, 1] },
  lens_left: { label: "Lens, left", at: [0.74, 0.5, 0.97], from: [0, 0, 1] },
  hinge_right: { label: "Hinge, right", at: [0.015, 0.72, 0.93], from: [-1, 0, 0] },
  hinge_left: { label: "Hinge, left", at: [0.985, 0.72, 0.93], from: [1, 0, 0] },
  temple_right: { label: "Temple, right", at: [0.03, 0.72, 0.5], from: [-1, 0, 0] },
  temple_left: { label: "Temple, left", at: [0.97, 0.72, 0.5], from: [1, 0, 0] },
  temple_tip_right: { label: "Temple tip, right", at: [0.06, 0.2, 0.03], from: [-1, 0, 0] },
  temple_tip_left: { label: "Temple tip, left", at: [0.94, 0.2, 0.03], from: [1, 0, 0] },
  nose_pad_right: { label: "Nose pad, right", at: [0.45, 0.4, 0.92], from: [0, 0, 1] },
  nose_pad_left: { label: "Nose pad, left", at: [0.55, 0.4, 0.92], from: [0, 0, 1] },
} as const satisfies Record<string, { label: string; at: Vector; from: Vector }>;

export type Spot = keyof typeof SPOTS;
export const SPOT_IDS = Object.keys(SPOTS) as [Spot, ...Spot[]];

export const spotLabel = (spot: Spot): string => SPOTS[spot].label;

/** Where a named place lies on a model of these bounds. */
export function placeOfSpot(spot: Spot, { min, max }: Bounds): Place {
  const { at, from } = SPOTS[spot];
  const along = (axis: 0 | 1 | 2) => min[axis] + (max[axis] - min[axis]) * at[axis];
  return { position: [along(0), along(1), along(2)], normal: [...from] };
}

/** What a pin is called: the name of its place, or that it was put freely. */
export const pinLabel = (spot: Spot | null): string => (spot ? SPOTS[spot].label : "On the model");

/** Width, height and depth of a model in whole tenths of a millimetre, as "138.5". */
export function millimetres({ min, max }: Bounds): { width: string; height: string; depth: string } {
  const side = (axis: 0 | 1 | 2) => ((max[axis] - min[axis]) * 1000).toFixed(1);
  return { width: side(0), height: side(1), depth: side(2) };
}
