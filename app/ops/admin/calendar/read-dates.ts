const ISO = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;
const DAY_FIRST = /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/;
const CALENDAR_FILE = /^DTSTART[^:]*:(\d{4})(\d{2})(\d{2})/;

/**
 * Reads a list of dates, one a line, day before month where a dot or slash divides them; lines of a calendar file
 * (DTSTART) as well. Answers ISO dates and the lines that hold none.
 */
export function readDates(text: string): { dates: string[]; unread: string[] } {
  const dates: string[] = [];
  const unread: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isCalendarFile = lines[0] === "BEGIN:VCALENDAR";
  for (const line of lines) {
    if (line === "" || (isCalendarFile && !CALENDAR_FILE.test(line))) continue;
    const date = dateOf(line);
    if (date) dates.push(date);
    else unread.push(line);
  }
  return { dates: [...new Set(dates)], unread };
}

function dateOf(line: string): string | null {
  const iso = ISO.exec(line) ?? CALENDAR_FILE.exec(line);
  const first = DAY_FIRST.exec(line);
  const [year, month, day] = iso ? iso.slice(1) : first ? [first[3], first[2], first[1]] : [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const real = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : null;
}
