import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { META } from "@/lib/lifecycle/meta";
import { bucketOf, type Place } from "@/lib/lifecycle/states";
import { BucketGlyph } from "./bucket-glyph";

export type RailItem = {
  place: Place;
  href: string;
  count: number;
  atRisk?: number;
  late?: number;
  current?: boolean;
};
export type RailGroup = { label: string; items: readonly RailItem[] };

function Ages({ item }: { item: RailItem }) {
  const { late = 0, atRisk = 0 } = item;
  const part = (variants: number) => (item.count > 0 ? Math.round((variants / item.count) * 1000) / 10 : 0);
  const onTime = 100 - part(atRisk) - part(late);
  return (
    <svg className="ages" aria-hidden="true">
      <rect className="age-in-time" width={`${onTime}%`} height="3" />
      <rect className="age-at-risk" x={`${onTime}%`} width={`${part(atRisk)}%`} height="3" />
      <rect className="age-late" x={`${100 - part(late)}%`} width={`${part(late)}%`} height="3" />
    </svg>
  );
}

function Key({ name, words }: { name: string; words: string }) {
  return (
    <span>
      <svg width="12" height="3" aria-hidden="true">
        <rect className={`age-${name}`} width="12" height="3" />
      </svg>
      {words}
    </span>
  );
}

/** The producer's states with what stands in each: how many, how many late, and their ages as a line. */
export function StateRail({ groups }: { groups: readonly RailGroup[] }) {
  return (
    <nav className="rail" aria-label="States">
      {groups.map(({ label, items }) => (
        <div key={label}>
          <h2>
            <span>{label}</span>
            <span>{count(items.reduce((sum, item) => sum + item.count, 0))}</span>
          </h2>
          <ul>
            {items.map((item) => (
              <li key={item.place}>
                <Link href={item.href} aria-current={item.current ? "page" : undefined}>
                  <BucketGlyph bucket={bucketOf(item.place)} size={13} />
                  <span>{META[item.place].label}</span>
                  {item.late ? (
                    <span className="late">
                      {count(item.late)}
                      <span className="vh"> late of</span>
                    </span>
                  ) : null}
                  <span className={item.count === 0 ? "c zero" : "c"}>{count(item.count)}</span>
                  {item.count > 0 && META[item.place].turn === "producer" ? <Ages item={item} /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="key">
        <Key name="in-time" words="in time" />
        <Key name="at-risk" words="at risk" />
        <Key name="late" words="late" />
      </p>
    </nav>
  );
}
