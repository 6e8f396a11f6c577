import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Place } from "@/lib/lifecycle/states";
import { GLASSES, LENS_X, SPOTS, STEMS, STRETCHES, type Stretch } from "./frame-geometry";
import { ALL_STRETCHES } from "./frame-travel";

/** Part of a drawing that says nothing by itself: the drawing's name, or a link in it, does. */
export function Unspoken({ children }: { children: ReactNode }) {
  return (
    <svg className="overflow-visible" aria-hidden="true">
      {children}
    </svg>
  );
}

/** Glass and rims; `lookOf` says how each stretch is drawn, the thick ones over the thin ones. */
export function Rims({ lookOf }: { lookOf: (stretch: Stretch) => string }) {
  const drawn = ALL_STRETCHES.map((stretch) => ({ stretch, look: lookOf(stretch) }));
  const over = (look: string) => look === "" || look === "past";
  return (
    <Unspoken>
      {GLASSES.map((d) => (
        <path key={d} className="glass" d={d} />
      ))}
      {[...drawn.filter(({ look }) => !over(look)), ...drawn.filter(({ look }) => over(look))].map(
        ({ stretch, look }) => (
          <path key={stretch} className={classNames("rim", look)} d={STRETCHES[stretch]} />
        ),
      )}
      <path className="rim arrow" d="M906 254l-9 8 9 8" />
      <text className="quiet-t mid-a" x="901" y="290">
        Revisions
      </text>
    </Unspoken>
  );
}

/** A frame on which nothing has been travelled: full rims, thin stems. */
export const wholeFrame = (stretch: Stretch) => (STEMS.has(stretch) ? "thin" : "");

/** The name of a place beside its dot, in as many lines as it has words. */
export function PlaceName({ place, look }: { place: Place; look?: string }) {
  const { at, anchor, lines } = SPOTS[place].label;
  return (
    <text className={classNames(anchor && `${anchor}-a`, look)} x={at[0]} y={at[1]}>
      {lines.length === 1
        ? lines[0]
        : lines.map((line, index) => (
            <tspan key={line} x={at[0]} dy={index === 0 ? 0 : 16}>
              {line}
            </tspan>
          ))}
    </text>
  );
}

/** The date of passing a place. */
export function PlaceDate({ place, children }: { place: Place; children: string }) {
  const { at, anchor } = SPOTS[place].date;
  return (
    <text className={classNames("date-t", anchor && `${anchor}-a`)} x={at[0]} y={at[1]}>
      {children}
    </text>
  );
}

/** `short` is the note for the small frame, 18 characters at most. */
export type LensNote = { figure: string; note: string; short?: string };

/** What stands in a lens: a figure and what it is. `size`: big for counts, mid for words, name for titles. */
export function LensFigure({
  side,
  figure,
  note,
  size,
}: LensNote & { side: "left" | "right"; size: "big" | "mid" | "name" }) {
  const y = { big: [178, 206], mid: [156, 184], name: [158, 182] }[size];
  return (
    <Unspoken>
      <text className={`${size} mid-a`} x={LENS_X[side]} y={y[0]}>
        {figure}
      </text>
      <text className={classNames("mid-a", size !== "big" && "quiet-t")} x={LENS_X[side]} y={y[1]}>
        {note}
      </text>
    </Unspoken>
  );
}
