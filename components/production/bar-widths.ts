import { BUCKET_LABELS, type Bucket } from "@/lib/lifecycle/states";

export type BucketCounts = Readonly<Record<Bucket, number>>;

/** Always in this order, so that every neighbour differs in lightness. Source: the look, "Badges and bars". */
export const BAR_ORDER = ["validated", "ready", "production", "hold", "attention"] as const;
/** What one seventieth of a phone still shows. */
const LEAST_PERCENT = 1.2;

export type Segment = { bucket: (typeof BAR_ORDER)[number]; x: number; width: number };

const round = (value: number) => Math.round(value * 100) / 100;

/** Segments in percent of the bar. Each that is there gets at least 1.2; the larger ones give up the difference. */
export function segmentsOf(buckets: BucketCounts): Segment[] {
  const present = BAR_ORDER.filter((bucket) => buckets[bucket] > 0);
  const small = new Set<Bucket>();
  let widths = new Map<Bucket, number>();
  for (let settled = false; !settled; ) {
    const room = 100 - small.size * LEAST_PERCENT;
    const large = present.filter((bucket) => !small.has(bucket));
    const sum = large.reduce((total, bucket) => total + buckets[bucket], 0);
    widths = new Map(
      present.map((bucket) => [bucket, small.has(bucket) ? LEAST_PERCENT : (buckets[bucket] / sum) * room]),
    );
    const tooSmall = large.filter((bucket) => (widths.get(bucket) ?? 0) < LEAST_PERCENT);
    for (const bucket of tooSmall) small.add(bucket);
    settled = tooSmall.length === 0;
  }
  let x = 0;
  return present.map((bucket) => {
    const width = widths.get(bucket) ?? 0;
    const segment = { bucket, x: round(x), width: round(width) };
    x += width;
    return segment;
  });
}

/** "45% Complete (45/100 variants): Validated 45, Ready for Review 15, In Production 30, On Hold 10". */
export function barSentence(buckets: BucketCounts): string {
  const active = BAR_ORDER.reduce((sum, bucket) => sum + buckets[bucket], 0);
  const cancelled = buckets.cancelled > 0 ? `, and ${buckets.cancelled} cancelled` : "";
  if (active === 0) return `No active variants${cancelled}`;
  const percent = Math.floor((buckets.validated * 100) / active);
  const parts = BAR_ORDER.filter((bucket) => buckets[bucket] > 0).map(
    (bucket) => `${BUCKET_LABELS[bucket]} ${buckets[bucket]}`,
  );
  return `${percent}% Complete (${buckets.validated}/${active} variants): ${parts.join(", ")}${cancelled}`;
}
