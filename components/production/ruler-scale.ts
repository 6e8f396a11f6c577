/** How a stay stands to its allowance. As `delayOf` in the lifecycle says it, null being in time. */
export type Delay = "at_risk" | "late" | null;

const X0 = 4;
const X1 = 228;
/** Days from one mark to the next; the smallest that leaves 8 px between them. */
const STEPS = [0.25, 0.5, 1, 5, 10, 50];

/** The large ruler: px of a day, where marks stand, and the days on its axis. Days are business days. */
export function rulerScale(spent: number, high: number) {
  const days = Math.max(1, Math.ceil(Math.max(high + Math.max(1, high * 0.3), spent + 0.25)));
  const perDay = (X1 - X0) / days;
  const x = (day: number) => Math.round((X0 + day * perDay) * 10) / 10;
  const step = STEPS.find((each) => each * perDay >= 8) ?? 100;
  const ticks = Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => ({
    x: x(index * step),
    whole: step > 1 || Number.isInteger(index * step),
  }));
  return { x, ticks, days };
}

const CELL = { from: 2, to: 54 } as const;
/** In a table the end of the allowance always stands at the same place, so lateness can be read down a column. */
const CELL_SPAN = 1.7;

/** The small ruler, in px of 56: where the allowed span begins and ends and where now is, at most the edge. */
export function cellScale(spent: number, low: number, high: number) {
  const width = CELL.to - CELL.from;
  const x = (share: number) =>
    Math.round((CELL.from + (Math.min(share, CELL_SPAN) / CELL_SPAN) * width) * 10) / 10;
  const share = (days: number) => (high > 0 ? days / high : days > 0 ? CELL_SPAN : 0);
  return { low: x(share(low)), high: x(1), now: x(share(spent)) };
}
