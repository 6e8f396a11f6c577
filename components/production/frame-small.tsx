"use client";
import { classNames } from "@/components/ui/class-names";
import type { Place } from "@/lib/lifecycle/states";
import { curve, divide, glass, type Lens, type Point, quarters } from "./frame-lens";

const LEFT: Lens = { left: 34, right: 162, top: 8, middle: 36, bottom: 100 };
const RIGHT: Lens = { left: 188, right: 316, top: 8, middle: 36, bottom: 100 };
const { left, right } = { left: quarters(LEFT), right: quarters(RIGHT) };

/** The same places as on the large frame, where a dot may stand. */
const SPOTS: Readonly<Record<Place, Point>> = {
  pending_analysis: [8, 36],
  analysis_complete: [22, 36],
  quote_requested: divide(left.sink, 0.5).at,
  quote_sent: [98, 100],
  quote_rejected: [98, 100],
  quote_accepted: divide(left.climb, 0.52).at,
  processing_addition: divide(right.rise, 0.4).at,
  batch_created: divide(right.rise, 0.84).at,
  working_3d_assets: divide(right.fall, 0.2).at,
  freezing_time: divide(right.fall, 0.62).at,
  completed: [328, 36],
  validated: [344, 36],
  error: [171, 28],
  cancelled: [179, 28],
};

export type LensWords = {
  figure?: string;
  label: string;
  /** Where the figure's list is. */
  href?: string;
};

function LensText({ x, words, size }: { x: number; words: LensWords; size: "big" | "mid" }) {
  const { figure, label, href } = words;
  const text = (
    <>
      {figure ? (
        <text className={`${size} mid-a`} x={x} y={size === "big" ? 58 : 54}>
          {figure}
        </text>
      ) : null}{" "}
      <text className="mid-a quiet-t" x={x} y={figure ? 77 : 60}>
        {label}
      </text>
    </>
  );
  if (!href) return text;
  return (
    <a href={href} aria-label={classNames(figure, label)}>
      <rect x={x - 58} y="14" width="116" height="80" fill="transparent" />
      {text}
    </a>
  );
}

/**
 * The small frame: one figure per lens, yours left, ours right. `name` is the whole sentence for those who
 * hear it. A place in `here` gets the dot.
 */
export function FrameSmall({
  left: yours,
  right: ours,
  name,
  here,
  size = "big",
}: {
  left: LensWords;
  right: LensWords;
  name: string;
  here?: Place;
  /** "mid" for words such as a quote's number. */
  size?: "big" | "mid";
}) {
  const dot = here ? SPOTS[here] : null;
  return (
    <svg
      className="frame-small"
      viewBox="0 0 350 104"
      role={yours.href || ours.href ? "group" : "img"}
      aria-label={name}
    >
      <path className="glass" d={glass(LEFT)} />
      <path className="glass" d={glass(RIGHT)} />
      <path className="rim" d="M3 36H34M316 36H347" />
      <path className="rim" d="M161.5 33C169 25 181 25 188.5 33" />
      <path className="rim" d={curve(left.rise, left.fall)} />
      <path className="rim" d={curve(left.sink, left.climb)} />
      <path className="rim" d={curve(right.rise, right.fall)} />
      <path className="rim" d={curve(right.sink, right.climb)} />
      <LensText x={98} words={yours} size={size} />
      <LensText x={252} words={ours} size={size} />
      {dot ? <circle className="dot here" cx={dot[0]} cy={dot[1]} r="7" /> : null}
    </svg>
  );
}
