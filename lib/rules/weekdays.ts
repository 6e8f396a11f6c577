import type { Weekday } from "@/lib/calendar/calendar";

/** ISO weekdays with their names, in order. */
export const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  [1, "Monday"],
  [2, "Tuesday"],
  [3, "Wednesday"],
  [4, "Thursday"],
  [5, "Friday"],
  [6, "Saturday"],
  [7, "Sunday"],
];
