const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let format = formatters.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(zone, format);
  }
  return format;
}

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

/**
 * A clock on the wall of one IANA zone: an instant in epoch milliseconds → the same wall time as if it were UTC, in
 * epoch milliseconds. A spreadsheet knows no zones, so this is what its cells hold.
 *
 * Asking Intl is slow, so it is asked once a day of the calendar; a day with a clock change is asked by quarter hours,
 * the finest step at which zones change.
 * @throws RangeError for a zone that does not exist.
 */
export function wallClock(zone: string): (instant: number) => number {
  const format = formatter(zone);
  const offsets = new Map<number, number>();

  function offsetAt(instant: number): number {
    let offset = offsets.get(instant);
    if (offset === undefined) {
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
      const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
      offset = wall - instant;
      if (offsets.size > 10_000) offsets.clear();
      offsets.set(instant, offset);
    }
    return offset;
  }

  return (instant) => {
    const morning = Math.floor(instant / day) * day;
    const offset = offsetAt(morning);
    if (offset === offsetAt(morning + day)) return instant + offset;
    return instant + offsetAt(Math.floor(instant / quarter) * quarter);
  };
}
