import { classNames } from "@/components/ui/class-names";
import { count } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { META } from "@/lib/lifecycle/meta";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import { ALONG, BUCKET_LABELS, type Place } from "@/lib/lifecycle/states";
import { LensFigure, PlaceName, Rims, Unspoken, wholeFrame } from "./frame-drawing";
import { SPOTS } from "./frame-geometry";
import { FrameSmall } from "./frame-small";
import { StateBadge } from "./state-badge";

const VIEW = "0 4 1344 312";
const THIN_DOTS: ReadonlySet<Place> = new Set(["quote_rejected", "error", "cancelled"]);

function EmptyDot({ place }: { place: Place }) {
  const [x, y] = SPOTS[place].at;
  return <circle className={classNames("dot", THIN_DOTS.has(place) && "thin")} cx={x} cy={y} r="4" />;
}

function CountDot({ place, variants, href }: { place: Place; variants: number; href?: string }) {
  const [x, y] = SPOTS[place].at;
  const text = count(variants);
  const dot = (
    <>
      <circle className="dot count" cx={x} cy={y} r={text.length > 4 ? 19 : text.length === 3 ? 16 : 15} />
      <text className={classNames("cnt mid-a", text.length > 3 && "long")} x={x} y={y + 4.5}>
        {text}
      </text>
    </>
  );
  if (!href) return dot;
  return (
    <a href={href} aria-label={`${text} at ${META[place].label}`}>
      {dot}
    </a>
  );
}

/** "10 at Quote Sent, 17 at Working 3D Assets, 45 Validated". */
function countsInWords(counts: PlaceCounts): string {
  const there = ALONG.filter((place) => counts[place] > 0);
  if (there.length === 0) return "No variants";
  return there.map((place) => `${count(counts[place])} at ${META[place].label}`).join(", ");
}

/**
 * The frame as the map of a batch: how many variants stand where. Below 1180 px the small frame carries the
 * two buckets, and the places follow in words. `hrefOf` leads from a place to its list, `hold` and
 * `production` from the lenses.
 */
export function FrameCounts({
  counts,
  hrefOf,
  hold,
  production,
}: {
  counts: PlaceCounts;
  hrefOf?: (place: Place) => string;
  hold?: string;
  production?: string;
}) {
  const { buckets } = progressOf(counts);
  const words = countsInWords(counts);
  const lenses = {
    left: { figure: count(buckets.hold), label: BUCKET_LABELS.hold, href: hold },
    right: { figure: count(buckets.production), label: BUCKET_LABELS.production, href: production },
  };
  return (
    <div className="frame-map">
      <svg className="as-wide" viewBox={VIEW} role={hrefOf ? "group" : "img"} aria-label={words}>
        <Rims lookOf={wholeFrame} />
        <Unspoken>
          {ALONG.map((place) => (
            <PlaceName key={place} place={place} look={counts[place] > 0 ? undefined : "quiet-t"} />
          ))}
          <text className="mid-a quiet-t" x="1160" y="162">
            Ready for
            <tspan x="1160" dy="16">
              Review
            </tspan>
          </text>
        </Unspoken>
        {ALONG.map((place) =>
          counts[place] > 0 ? (
            <CountDot key={place} place={place} variants={counts[place]} href={hrefOf?.(place)} />
          ) : (
            <EmptyDot key={place} place={place} />
          ),
        )}
        <LensFigure side="left" size="big" figure={lenses.left.figure} note={lenses.left.label} />
        <LensFigure side="right" size="big" figure={lenses.right.figure} note={lenses.right.label} />
      </svg>
      <div className="as-small">
        <FrameSmall
          {...lenses}
          name={`${lenses.left.figure} ${lenses.left.label}, ${lenses.right.figure} ${lenses.right.label}`}
        />
        <ul className="legend place-counts">
          {ALONG.filter((place) => counts[place] > 0).map((place) => (
            <li key={place} className="st">
              {hrefOf ? (
                <Link href={hrefOf(place)} className="st">
                  <StateBadge place={place} />
                </Link>
              ) : (
                <StateBadge place={place} />
              )}
              <b>{count(counts[place])}</b>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The frame with names and nothing on it: what the house is about, on the sign-in page. */
export function FrameEmpty() {
  return (
    <div className="frame-map">
      <svg
        className="as-wide"
        viewBox={VIEW}
        role="img"
        aria-label="The 13 production states, drawn as a frame: analysis on the left temple, quotes around the left lens, production over the right lens, completion on the right temple."
      >
        <Rims lookOf={wholeFrame} />
        {ALONG.map((place) => (
          <g key={place}>
            <PlaceName place={place} look="quiet-t" />
            <EmptyDot place={place} />
          </g>
        ))}
        <LensFigure side="left" size="name" figure="Your decisions" note="quotes, approvals" />
        <LensFigure side="right" size="name" figure="Our work" note="modelling, quality" />
      </svg>
      <div className="as-small">
        <FrameSmall
          left={{ label: "Your decisions" }}
          right={{ label: "Our work" }}
          name="A frame: your decisions in the left lens, our work in the right one"
        />
      </div>
    </div>
  );
}
