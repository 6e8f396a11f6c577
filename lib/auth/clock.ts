import { setTimeout as pause } from "node:timers/promises";

/** The time, and the passing of it: injected, so that rules about waiting can be held to their word at once. */
export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** The clock on the wall. */
export const wallClock: Clock = { now: () => new Date(), pause: (milliseconds) => pause(milliseconds) };
