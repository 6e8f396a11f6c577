import { META } from "@/lib/lifecycle/meta";
import { ALONG, type Place } from "@/lib/lifecycle/states";
import { LensFigure, type LensNote, PlaceDate, PlaceName, Rims } from "./frame-drawing";
import { SPOTS, STEMS, type Stretch } from "./frame-geometry";
import { FrameSmall } from "./frame-small";
import { travelOf } from "./frame-travel";

/** A place a variant entered, and the date as it is written: "27 Nov". */
export type Stop = { place: Place; date: string };

function Dot({ place, look }: { place: Place; look: "done" | "here" | "thin" }) {
  const [x, y] = SPOTS[place].at;
  return <circle className={`dot ${look}`} cx={x} cy={y} r={{ done: 5.5, here: 10, thin: 4.5 }[look]} />;
}

function pathInWords(stops: readonly Stop[], coming: readonly Place[], notes: Notes): string {
  const here = stops.at(-1);
  if (!here) return "Not begun";
  const named = (place: Place, words: string | undefined) =>
    words ? `${META[place].label} ${words}` : META[place].label;
  const past = stops.slice(0, -1).map(({ place, date }) => named(place, date));
  const ahead = coming.map((place) => named(place, notes[place]));
  return [
    `Now at ${META[here.place].label} since ${here.date}.`,
    past.length > 0 ? `Before: ${past.join(", ")}.` : "",
    ahead.length > 0 ? `Ahead: ${ahead.join(", ")}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

type Notes = Partial<Record<Place, string>>;

/**
 * The frame as the way of one variant: travelled thick, where it is as a ring, ahead thin, everything else
 * dotted. `stops` are in the order of entering, undone steps left out. `notes` say about places ahead when or
 * how long ("10–12 Dec"). Below 1180 px the way follows as a list.
 */
export function FramePath({
  stops,
  notes = {},
  left,
  right,
}: {
  stops: readonly Stop[];
  notes?: Notes;
  /** In the left lens, such as the quote and who accepted it. */
  left?: LensNote;
  /** In the right lens, such as the time in state and the allowed days. */
  right?: LensNote;
}) {
  const here = stops.at(-1)?.place;
  const { past, ahead, visited, coming } = travelOf(stops.map(({ place }) => place));
  const dates = new Map(stops.map(({ place, date }) => [place, date]));
  const next = new Set(coming);
  const words = pathInWords(stops, coming, notes);
  const lookOf = (stretch: Stretch) => {
    if (past.has(stretch)) return "past";
    return ahead.has(stretch) || STEMS.has(stretch) ? "thin" : "thin dash";
  };
  const small = (lens: LensNote | undefined) => ({
    figure: lens?.figure,
    label: lens?.short ?? lens?.note ?? "",
  });
  return (
    <div className="frame-map">
      <svg className="as-wide" viewBox="0 4 1344 312" role="img" aria-label={words}>
        <Rims lookOf={lookOf} />
        {ALONG.map((place) => {
          const look = place === here ? "here" : visited.has(place) ? "done" : "thin";
          const written = visited.has(place) ? dates.get(place) : next.has(place) ? notes[place] : undefined;
          return (
            <g key={place}>
              <PlaceName place={place} look={{ here: "here-t", done: undefined, thin: "quiet-t" }[look]} />
              <Dot place={place} look={look} />
              {written ? <PlaceDate place={place}>{written}</PlaceDate> : null}
            </g>
          );
        })}
        {left ? <LensFigure side="left" size="mid" {...left} /> : null}
        {right ? <LensFigure side="right" size="mid" {...right} /> : null}
      </svg>
      <div className="as-small">
        <FrameSmall left={small(left)} right={small(right)} name={words} here={here} size="mid" />
        <ol className="way">
          {stops.map(({ place, date }, index) => {
            const current = index === stops.length - 1;
            return (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a place may be entered twice, and the past never changes
                key={index}
                className={current ? "here" : "past"}
                aria-current={current ? "step" : undefined}
              >
                {META[place].label}
                <span>{current ? `since ${date}` : date}</span>
              </li>
            );
          })}
          {coming.map((place) => (
            <li key={place} className="ahead">
              {META[place].label}
              <span>{notes[place]}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
