import { META } from "@/lib/lifecycle/meta";
import { bucketOf, type Place } from "@/lib/lifecycle/states";
import { BucketGlyph } from "./bucket-glyph";

/** Where a variant stands: the glyph of its bucket and the seed's exact words. */
export function StateBadge({ place, size }: { place: Place; size?: number }) {
  return (
    <span className="st">
      <BucketGlyph bucket={bucketOf(place)} size={size} />
      <span className="w">{META[place].label}</span>
    </span>
  );
}
