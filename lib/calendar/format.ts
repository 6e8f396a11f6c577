/** How dates are written: the reader's zone and locale, and the moment of reading (it decides about the year). */
export type DateStyle = { readonly zone: string; readonly now: Date; readonly locale?: string };

const LOCALE = "en-GB";
const HOURS_PER_DAY = 8;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl format costs far more than using it. */
function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { weekday, day, month, year, hour } = options;
  const key = `${locale}|${timeZone}|${weekday}|${day}|${month}|${year}|${hour}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(key, known);
  }
  return known;
}

/** No zone begins a day within a quarter of an hour, so a date is written once for all its moments in one. */
const QUARTER_MS = 900_000;
const MOST_WRITTEN = 2_000;
const written = new WeakMap<Intl.DateTimeFormat, Map<string, string>>();

/** What `write` makes of these dates, which shows nothing smaller than a day; lists and pages ask for the same again. */
function once(dates: Intl.DateTimeFormat, at: readonly Date[], write: () => string): string {
  let known = written.get(dates);
  if (!known || known.size > MOST_WRITTEN) {
    known = new Map();
    written.set(dates, known);
  }
  const key = at.map((date) => Math.floor(date.getTime() / QUARTER_MS)).join();
  const words = known.get(key) ?? write();
  known.set(key, words);
  return words;
}

/** The house writes "Fri 6 Dec 2024"; British English puts a comma behind the short weekday once there is a year. */
function write(locale: string, zone: string, at: Date, options: Intl.DateTimeFormatOptions): string {
  const dates = format(locale, zone, options);
  return once(dates, [at], () => {
    const parts = dates.formatToParts(at);
    const plain = locale === LOCALE && options.weekday === "short";
    return parts
      .map(({ type, value }, index) =>
        plain && type === "literal" && parts[index - 1]?.type === "weekday" ? " " : value,
      )
      .join("");
  });
}

const YEAR = { year: "numeric" } as const;

function yearOf(at: Date, zone: string): string {
  const years = format(LOCALE, zone, YEAR);
  return once(years, [at], () => years.format(at));
}

/** { year: "numeric" } when one of the dates is not in the year of reading. */
function yearWhereNeeded({ zone, now }: DateStyle, ...dates: Date[]): Intl.DateTimeFormatOptions {
  const current = yearOf(now, zone);
  return dates.some((date) => yearOf(date, zone) !== current) ? YEAR : {};
}

/** "Wed 27 Nov", with the year when it is not this one: "Fri 15 Jan 2027". */
export function formatDay(at: Date, style: DateStyle): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  return write(style.locale ?? LOCALE, style.zone, at, { ...options, ...yearWhereNeeded(style, at) });
}

/** "27 Nov", or "27 November" when long; with the year when it is not this one. */
export function formatDate(at: Date, style: DateStyle, month: "short" | "long" = "short"): string {
  const options = { day: "numeric", month, ...yearWhereNeeded(style, at) } as const;
  return write(style.locale ?? LOCALE, style.zone, at, options);
}

/** "Tuesday, 3 December 2024": the head of a page. */
export function formatLongDay(at: Date, { zone, locale = LOCALE }: Omit<DateStyle, "now">): string {
  const text = format(locale, zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).formatToParts(at);
  return text
    .map(({ value }, index) => (locale === LOCALE && text[index - 1]?.type === "weekday" ? ", " : value))
    .join("");
}

/** "since Wed 27 Nov": the calendar date beside a time in state. */
export function formatSince(at: Date, style: DateStyle): string {
  return `since ${formatDay(at, style)}`;
}

/**
 * "12–15 Dec", "29 Nov – 2 Dec", "20–24 Jan 2027", one date when both fall on it; "12–15 December" when long.
 * `from` is not after `to`.
 */
export function formatRange(
  from: Date,
  to: Date,
  style: DateStyle,
  month: "short" | "long" = "short",
): string {
  const options = { day: "numeric", month, ...yearWhereNeeded(style, from, to) } as const;
  const dates = format(style.locale ?? LOCALE, style.zone, options);
  return once(dates, [from, to], () => {
    const parts = dates.formatRangeToParts(from, to);
    const onlyDays = parts.every(({ source, type }) => source === "shared" || type === "day");
    return parts.map(({ value }) => (/^\s*–\s*$/u.test(value) ? (onlyDays ? "–" : " – ") : value)).join("");
  });
}

/** "Fri 6 Dec 2024, 18:00 CET": a deadline, always with year and zone. */
export function formatInstant(at: Date, { zone, locale = LOCALE }: Omit<DateStyle, "now">): string {
  const day = write(locale, zone, at, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return `${day}, ${format(locale, zone, time).format(at)}`;
}

/**
 * Business days in words: "4 d 1 h", "6 h", "2 d", "<1 h". An hour is an eighth of a working day however long
 * the day is; begun hours do not count. The sign is dropped: the words around say late or left.
 * Throws a RangeError for a number that is not finite.
 */
export function formatBusinessDuration(days: number): string {
  if (!Number.isFinite(days)) throw new RangeError("A duration must be a finite number of business days.");
  const total = Math.floor(Math.abs(days) * HOURS_PER_DAY + 1e-6);
  if (total === 0) return "<1 h";
  const whole = Math.floor(total / HOURS_PER_DAY);
  const hours = total % HOURS_PER_DAY;
  return [whole ? `${whole} d` : "", hours ? `${hours} h` : ""].filter(Boolean).join(" ");
}
