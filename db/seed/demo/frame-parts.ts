/** A surface as glTF takes it: points and normals in metres, three of each a vertex; three indices a triangle. */
export interface Surface {
  positions: number[];
  normals: number[];
  indices: number[];
}

type Point = [number, number, number];
const add = (a: Point, b: Point, by = 1): Point => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by];
const sub = (a: Point, b: Point): Point => add(a, b, -1);
const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: Point): Point => {
  const length = Math.sqrt(dot(a, a)) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
};

/** A rod along a line of points, oval: `wide` across, `thick` in the direction of `up`. Its ends are closed unless it is a ring. */
export function rod(
  line: readonly Point[],
  { wide, thick, ring = false, sides = 8 }: { wide: number; thick: number; ring?: boolean; sides?: number },
): Surface {
  const surface: Surface = { positions: [], normals: [], indices: [] };
  const n = line.length;
  let up: Point = [0, 0, 1];
  line.forEach((point, i) => {
    const before = line[ring ? (i + n - 1) % n : Math.max(0, i - 1)] ?? point;
    const after = line[ring ? (i + 1) % n : Math.min(n - 1, i + 1)] ?? point;
    const along = unit(sub(after, before));
    if (Math.abs(dot(up, along)) > 0.95) up = [0, 1, 0];
    const across = unit(cross(along, up));
    const over = unit(cross(across, along));
    for (let s = 0; s < sides; s++) {
      const angle = (s / sides) * 2 * Math.PI;
      const [c, d] = [Math.cos(angle), Math.sin(angle)];
      surface.positions.push(...add(add(point, across, c * wide), over, d * thick));
      surface.normals.push(...unit(add(add([0, 0, 0], across, c / wide), over, d / thick)));
    }
  });
  const rings = ring ? n : n - 1;
  for (let i = 0; i < rings; i++)
    for (let s = 0; s < sides; s++) {
      const a = i * sides + s;
      const b = i * sides + ((s + 1) % sides);
      const c = ((i + 1) % n) * sides + s;
      const d = ((i + 1) % n) * sides + ((s + 1) % sides);
      surface.indices.push(a, c, b, b, c, d);
    }
  if (!ring) for (const end of [0, n - 1]) closeEnd(surface, end * sides, sides, end === 0);
  return surface;
}

function closeEnd({ indices }: Surface, first: number, sides: number, front: boolean): void {
  for (let s = 1; s < sides - 1; s++)
    indices.push(first, ...(front ? [first + s, first + s + 1] : [first + s + 1, first + s]));
}

/** A lens: the inside of an outline, curved towards the front like a lens of base 4. */
export function lens(outline: readonly Point[], centre: Point): Surface {
  const surface: Surface = { positions: [], normals: [], indices: [] };
  const rings = 3;
  const radius = 0.133;
  const put = (point: Point) => {
    const [x, y] = [point[0] - centre[0], point[1] - centre[1]];
    const sag = (x * x + y * y) / (2 * radius);
    surface.positions.push(point[0], point[1], centre[2] - sag + 0.0012);
    surface.normals.push(...unit([x / radius, y / radius, 1]));
  };
  put(centre);
  for (let r = 1; r <= rings; r++)
    for (const point of outline) put(add(centre, sub(point, centre), r / rings));
  const n = outline.length;
  for (let i = 0; i < n; i++) surface.indices.push(0, 1 + i, 1 + ((i + 1) % n));
  for (let r = 0; r < rings - 1; r++)
    for (let i = 0; i < n; i++) {
      const a = 1 + r * n + i;
      const b = 1 + r * n + ((i + 1) % n);
      surface.indices.push(a, a + n, b, b, a + n, b + n);
    }
  return surface;
}

/** A rounded pad. */
export function pad(centre: Point, [rx, ry, rz]: Point): Surface {
  const surface: Surface = { positions: [], normals: [], indices: [] };
  const [rows, columns] = [6, 8];
  for (let r = 0; r <= rows; r++)
    for (let c = 0; c <= columns; c++) {
      const [theta, phi] = [(r / rows) * Math.PI, (c / columns) * 2 * Math.PI];
      const p: Point = [Math.sin(theta) * Math.cos(phi), Math.cos(theta), Math.sin(theta) * Math.sin(phi)];
      surface.positions.push(centre[0] + p[0] * rx, centre[1] + p[1] * ry, centre[2] + p[2] * rz);
      surface.normals.push(...unit([p[0] / rx, p[1] / ry, p[2] / rz]));
    }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const a = r * (columns + 1) + c;
      const b = a + columns + 1;
      surface.indices.push(a, a + 1, b, b, a + 1, b + 1);
    }
  return surface;
}

/** The same part on the other side of the nose. */
export function mirrored({ positions, normals, indices }: Surface): Surface {
  const flip = (values: number[]) => values.map((value, i) => (i % 3 === 0 ? -value : value));
  const turned = indices.map((_, i) => indices[i - (i % 3) + [0, 2, 1][i % 3]!] ?? 0);
  return { positions: flip(positions), normals: flip(normals), indices: turned };
}
