import { classNames } from "@/components/ui/class-names";
import { type BucketCounts, barSentence, segmentsOf } from "./bar-widths";

/**
 * How far a set of variants is, as one bar: 8 px in tables (thin), 14 in lists, 22 as hero (thick). Its
 * accessible name is the whole sentence.
 */
export function SegmentedBar({
  buckets,
  size = "normal",
}: {
  buckets: BucketCounts;
  size?: "thin" | "normal" | "thick";
}) {
  const segments = segmentsOf(buckets);
  return (
    <svg
      className={classNames("bar", size !== "normal" && size)}
      role="img"
      aria-label={barSentence(buckets)}
    >
      {segments.length === 0 ? <rect className="none" x="0" y="0" width="100%" height="100%" /> : null}
      {segments.map(({ bucket, x, width }) => (
        <rect key={bucket} className={`f-${bucket}`} x={`${x}%`} y="-2" width={`${width}%`} height="30" />
      ))}
    </svg>
  );
}
