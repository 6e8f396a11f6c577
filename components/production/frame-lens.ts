export type Point = readonly [x: number, y: number];
export type Curve = readonly [Point, Point, Point, Point];

/** A lens: where its rim runs. `middle` is the height at which temple and bridge meet it. */
export type Lens = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
};

/** The four quarters of a rim, each in the direction a variant travels: up and over, down and under. */
export function quarters({ left, right, top, middle, bottom }: Lens) {
  const centre = (left + right) / 2;
  const half = centre - left;
  const over = middle - 0.92 * (middle - top);
  const under = middle + 0.62 * (bottom - middle);
  const [upIn, upOut] = [centre - 0.74 * half, centre + 0.74 * half];
  const [downIn, downOut] = [centre - 0.6 * half, centre + 0.6 * half];
  return {
    rise: [
      [left, middle],
      [left, over],
      [upIn, top],
      [centre, top],
    ],
    fall: [
      [centre, top],
      [upOut, top],
      [right, over],
      [right, middle],
    ],
    sink: [
      [left, middle],
      [left, under],
      [downIn, bottom],
      [centre, bottom],
    ],
    climb: [
      [centre, bottom],
      [downOut, bottom],
      [right, under],
      [right, middle],
    ],
  } as const satisfies Record<string, Curve>;
}

const between = ([ax, ay]: Point, [bx, by]: Point, t: number): Point => [
  ax + (bx - ax) * t,
  ay + (by - ay) * t,
];

/** The point at `t` (0 to 1) of a cubic curve, and the two curves it divides it into. De Casteljau. */
export function divide([a, b, c, d]: Curve, t: number): { at: Point; before: Curve; after: Curve } {
  const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)];
  const [abc, bcd] = [between(ab, bc, t), between(bc, cd, t)];
  const at = between(abc, bcd, t);
  return { at, before: [a, ab, abc, at], after: [at, bcd, cd, d] };
}

const round = (value: number) => Math.round(value * 10) / 10;
const spot = ([x, y]: Point) => `${round(x)} ${round(y)}`;

/** A straight way as the `d` of a path. */
export function line(...points: readonly Point[]): string {
  return `M${points.map(spot).join("L")}`;
}

/** Curves that follow each other as the `d` of one path. */
export function curve(...parts: readonly Curve[]): string {
  const [first] = parts;
  if (!first) return "";
  return `M${spot(first[0])}${parts.map(([, b, c, d]) => `C${spot(b)} ${spot(c)} ${spot(d)}`).join("")}`;
}

/** The closed shape of a lens. */
export function glass(lens: Lens): string {
  const { rise, fall, sink, climb } = quarters(lens);
  const back = ([a, b, c, d]: Curve): Curve => [d, c, b, a];
  return `${curve(rise, fall, back(climb), back(sink))}Z`;
}
