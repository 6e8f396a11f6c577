import type { DateStyle } from "@/lib/calendar/format";

/** How words in a file write dates: it is read in any year, so they always carry theirs, as if written long ago. */
export const fileDates = (zone: string): DateStyle => ({ zone, now: new Date(0) });
