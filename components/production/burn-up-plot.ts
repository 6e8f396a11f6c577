import { dateNumber } from "@/lib/calendar/working-days";
import type { BurnUpDay } from "@/lib/reports/burn-up";
import { countTicks, dayTicks, px, tickWords } from "./chart-axis";

/** Days between which so many variants are expected to be produced: even odds, and 85%. ISO. */
export interface Cone {
  from: string;
  to: string;
  reach: number;
}

export interface BurnUpGiven {
  days: readonly BurnUpDay[];
  /** ISO; not before the last day. */
  today: string;
  expected: Cone | null;
  /** What follows where quotes are approved. */
  ifApproved: Cone | null;
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  dayTicks: number;
}

/** As on a wide screen, and on a phone. */
export const WIDE: Frame = {
  width: 730,
  height: 330,
  left: 44,
  right: 116,
  top: 30,
  bottom: 30,
  dayTicks: 7,
};
export const SMALL: Frame = {
  width: 350,
  height: 250,
  left: 34,
  right: 10,
  top: 26,
  bottom: 30,
  dayTicks: 5,
};

export interface Label {
  x: number;
  y: number;
  words: string;
  end: boolean;
}

export interface BurnUpPlot {
  counts: { y: number; words: string }[];
  dates: { x: number; words: string }[];
  today: number;
  /** Paths. */
  total: string;
  produced: string;
  validated: string;
  /** The area under what is validated. */
  under: string;
  cone: { area: string; median: string; edge: string } | null;
  approved: string | null;
  at: { x: number; produced: number; validated: number };
  labels: { produced: Label; validated: Label | null };
  /** Where the cone ends, and the line of what waits for a quote. */
  ends: { to: number | null; approved: { x: number; y: number } | null };
}

/** Where everything of a burn-up stands in its picture. `days` holds at least one day. */
export function plotBurnUp(
  { days, today, expected, ifApproved }: BurnUpGiven,
  frame: Frame,
  locale = "en-GB",
): BurnUpPlot {
  const first = dateNumber(days[0]!.day);
  const now = dateNumber(today);
  const ahead = [expected, ifApproved].flatMap((cone) => (cone ? [dateNumber(cone.to)] : []));
  const last = Math.max(first + 1, now, ...ahead);
  const { produced, validated } = days.at(-1)!;
  const most = Math.max(1, ...days.map((day) => day.total), expected?.reach ?? 0, ifApproved?.reach ?? 0);
  const floor = frame.height - frame.bottom;
  const x = (day: number) =>
    px(frame.left + ((day - first) / (last - first)) * (frame.width - frame.left - frame.right));
  const y = (count: number) => px(floor - (count / most) * (floor - frame.top));
  const steps = (of: (day: BurnUpDay) => number) =>
    days.map((day) => `H${x(dateNumber(day.day))}V${y(of(day))}`).join("");
  const line = (of: (day: BurnUpDay) => number) => `M${x(first)} ${floor}${steps(of)}H${x(now)}`;
  const ticks = dayTicks(first, last, frame.dayTicks);
  const words = tickWords(ticks, locale);
  const start = `M${x(now)} ${y(produced)}`;
  const to = (cone: Cone, day: string) => `L${x(dateNumber(day))} ${y(cone.reach)}`;
  return {
    counts: countTicks(most, 4).map((count) => ({ y: y(count), words: count.toLocaleString(locale) })),
    dates: ticks.map((tick, index) => ({ x: x(tick), words: words[index]! })),
    today: x(now),
    total: `${line((day) => day.total)}H${x(last)}`,
    produced: line((day) => day.produced),
    validated: line((day) => day.validated),
    under: `${line((day) => day.validated)}V${floor}Z`,
    cone: expected && {
      area: `${start}${to(expected, expected.from)}${to(expected, expected.to)}Z`,
      median: `${start}${to(expected, expected.from)}`,
      edge: `${start}${to(expected, expected.to)}`,
    },
    approved: ifApproved && `${start}${to(ifApproved, ifApproved.to)}`,
    at: { x: x(now), produced: y(produced), validated: y(validated) },
    labels: labelsOf({ x: x(now), produced: y(produced), validated: y(validated) }, frame, {
      produced,
      validated,
    }),
    ends: {
      to: expected && x(dateNumber(expected.to)),
      approved: ifApproved && { x: x(dateNumber(ifApproved.to)), y: y(ifApproved.reach) },
    },
  };
}

/** What a line of small type takes in width, generously. */
const letter = 7.2;
export const LINE_HEIGHT = 16;

/** The same where the type is not bold. */
const plainLetter = 6.4;

/** Whether plain words that begin at `x` end within the picture. */
export const isWithin = (words: string, x: number, { width }: Frame) =>
  x + words.length * plainLetter <= width;

/** Beside the points of today, left of them where there is room, never over one another or the edge. */
function labelsOf(
  at: { x: number; produced: number; validated: number },
  frame: Frame,
  { produced, validated }: { produced: number; validated: number },
): BurnUpPlot["labels"] {
  const floor = frame.height - frame.bottom;
  const inside = (y: number) => px(Math.min(floor - 4, Math.max(frame.top + 12, y)));
  const room = (words: string) => {
    const width = words.length * letter + 12;
    return { left: at.x - width > frame.left, right: at.x + width < frame.width };
  };
  const beside = (words: string, y: number, wish: "left" | "right"): Label => {
    const { left, right } = room(words);
    const end = wish === "left" ? left || !right : left && !right;
    return { x: px(end ? at.x - 10 : at.x + 10), y: inside(y), words, end };
  };
  const completed = `${produced.toLocaleString("en-GB")} completed`;
  // On a phone the words for both may fit on neither side: then each count has its own.
  const both = produced === 0 ? "none completed" : `${completed}, validated`;
  if (validated === produced && Object.values(room(both)).some(Boolean))
    return { produced: beside(both, at.produced - 8, "left"), validated: null };
  const made = beside(completed, at.produced - 8, "left");
  const seen = beside(`${validated.toLocaleString("en-GB")} validated`, at.validated + 5, "right");
  if (seen.end === made.end && seen.y - made.y < LINE_HEIGHT) {
    const y = made.y + LINE_HEIGHT;
    return y > floor - 4
      ? { produced: { ...made, y: px(made.y - LINE_HEIGHT) }, validated: { ...seen, y: made.y } }
      : { produced: made, validated: { ...seen, y } };
  }
  return { produced: made, validated: seen };
}
