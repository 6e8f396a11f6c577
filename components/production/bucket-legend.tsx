import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { BUCKET_LABELS, type Bucket } from "@/lib/lifecycle/states";
import type { BucketCounts } from "./bar-widths";
import { BucketGlyph } from "./bucket-glyph";

/** The seed's order: what is being made first. */
const ORDER: readonly Bucket[] = ["production", "ready", "validated", "hold", "attention"];

/** "In Production: 30 variants": every bucket that holds any, with its glyph; cancelled ones in words behind. */
export function BucketLegend({
  buckets,
  variants = false,
  hrefOf,
}: {
  buckets: BucketCounts;
  /** Says "variants" behind each figure, as on a batch. */
  variants?: boolean;
  /** Where the list of a bucket is. */
  hrefOf?: (bucket: Bucket) => string;
}) {
  return (
    <ul className="legend">
      {ORDER.filter((bucket) => buckets[bucket] > 0).map((bucket) => {
        const words = (
          <span>
            {BUCKET_LABELS[bucket]}: <b>{count(buckets[bucket])}</b>
            {variants ? (buckets[bucket] === 1 ? " variant" : " variants") : null}
          </span>
        );
        return (
          <li key={bucket} className="st">
            <BucketGlyph bucket={bucket} />
            {hrefOf ? <Link href={hrefOf(bucket)}>{words}</Link> : words}
          </li>
        );
      })}
      {buckets.cancelled > 0 ? (
        <li className="st quiet">
          <BucketGlyph bucket="cancelled" />+ {count(buckets.cancelled)} cancelled
        </li>
      ) : null}
    </ul>
  );
}
