import { crc32, deflateSync } from "node:zlib";
import type { Bucket } from "@/lib/lifecycle/states";

/** What chats show links with. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 90;
const GAP = 6;
const TOP = 245;
const BOTTOM = 385;

/** The paper, and each bucket in the house's colours for light (components/ui/css/tokens.css). */
const PALETTE = {
  paper: 0xf6f3ec,
  validated: 0x06424a,
  ready: 0x2f949f,
  production: 0x3a3732,
  hold: 0xbd8014,
  attention: 0x7f0f1d,
  none: 0xd8d2c4,
} as const;
const COLOURS = Object.keys(PALETTE) as (keyof typeof PALETTE)[];
const ORDER = ["validated", "ready", "production", "hold", "attention"] as const satisfies Bucket[];

/** The segmented bar alone as a PNG of 1200 × 630, the size of a link's preview: no word, no figure. */
export function barImage(buckets: Readonly<Record<Bucket, number>>): Buffer {
  const plain = row(() => "paper");
  const bar = barColours(buckets);
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    y < TOP || y >= BOTTOM ? plain : row((x) => bar(x, y)),
  );
  return png(Buffer.concat(rows));
}

/** The colour of a pixel of the bar; what is in production is hatched, as everywhere. */
function barColours(buckets: Readonly<Record<Bucket, number>>) {
  const active = ORDER.reduce((sum, bucket) => sum + buckets[bucket], 0);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1, active);
  let end = 0;
  const ends = ORDER.map((bucket) => {
    end += buckets[bucket];
    return { bucket, end: MARGIN + end * scale };
  }).filter(({ bucket }) => buckets[bucket] > 0);
  return (x: number, y: number): keyof typeof PALETTE => {
    if (x < MARGIN || x >= WIDTH - MARGIN) return "paper";
    if (active === 0) return "none";
    const found = ends.find((segment) => x < segment.end) ?? ends.at(-1)!;
    if (found !== ends.at(-1) && x >= found.end - GAP) return "paper";
    if (found.bucket === "production" && (x + y) % 14 < 6) return "paper";
    return found.bucket;
  };
}

/** A line of pixels as PNG wants it: no filter, then an index into the palette each. */
function row(colourAt: (x: number) => keyof typeof PALETTE): Buffer {
  const line = Buffer.alloc(1 + WIDTH);
  for (let x = 0; x < WIDTH; x++) line[1 + x] = COLOURS.indexOf(colourAt(x));
  return line;
}

function png(pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(
    COLOURS.flatMap((name) => [PALETTE[name] >> 16, (PALETTE[name] >> 8) & 255, PALETTE[name] & 255]),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("PLTE", palette), chunk("IDAT", deflateSync(pixels))];
  return Buffer.concat([signature, ...parts, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
