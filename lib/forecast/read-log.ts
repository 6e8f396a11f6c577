import Papa from "papaparse";
import type { AttributeValue, History, HistoryEvent } from "./history";

/** A fault in an event log, with the row (1 = header) and what to do about it. */
export class LogError extends Error {}

const STAMP =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2}(?::?\d{2})?)?$/;

/**
 * Days since 1970-01-01 of an ISO timestamp; without a zone it is taken as it stands (README of the event logs),
 * with one it is moved to UTC. Undefined where the text is no timestamp.
 */
export function parseTimestamp(text: string): number | undefined {
  const m = STAMP.exec(text.trim());
  if (!m) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone] = m;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(date).getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  let seconds = date / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) + Number(fraction);
  if (zone && zone !== "Z") {
    const digits = zone.replace(/\D/g, "");
    const offset = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60;
    seconds -= zone.startsWith("-") ? -offset : offset;
  }
  return seconds / 86_400;
}

function requireTime(text: string | undefined, row: number, column: string): number {
  const at = parseTimestamp(text ?? "");
  if (at === undefined) {
    throw new LogError(
      `Row ${row}: ${column} "${text ?? ""}" is no timestamp; write it as 2024-12-15 09:30:00.`,
    );
  }
  return at;
}

const REQUIRED = ["case_id", "activity", "timestamp"] as const;

/**
 * Reads an event log: `case_id,activity,timestamp`, optional `start_timestamp`, any further column is an attribute.
 * Cases come in the order of their first row, events in time order (equal times keep the file's order), all ended.
 * @throws LogError where a column or a value is missing or no timestamp.
 */
export function readLog(csv: string): History[] {
  const parsed = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ""), { skipEmptyLines: true });
  const [header, ...rows] = parsed.data;
  if (!header) throw new LogError("The file is empty; its first row must name the columns.");
  const position = new Map(header.map((name, i) => [name.trim(), i]));
  for (const name of REQUIRED) {
    if (!position.has(name)) throw new LogError(`Row 1: the column ${name} is missing.`);
  }
  const known = new Set<string>([...REQUIRED, "start_timestamp"]);
  const extra = [...position].filter(([name]) => !known.has(name));
  const numeric = new Set(extra.filter(([, i]) => isNumeric(rows, i)).map(([name]) => name));
  const started = position.get("start_timestamp");
  const cases = new Map<string, HistoryEvent[]>();
  rows.forEach((row, i) => {
    const id = row[position.get("case_id") ?? 0] ?? "";
    const activity = row[position.get("activity") ?? 0] ?? "";
    if (!id || !activity) throw new LogError(`Row ${i + 2}: ${id ? "activity" : "case_id"} is empty.`);
    const at = requireTime(row[position.get("timestamp") ?? 0], i + 2, "timestamp");
    const attributes: Record<string, AttributeValue> = {};
    for (const [name, column] of extra) {
      const text = row[column];
      if (text) attributes[name] = numeric.has(name) ? Number(text) : text;
    }
    const begun = started === undefined ? undefined : row[started];
    if (begun) attributes.start_timestamp = at - requireTime(begun, i + 2, "start_timestamp");
    const events = cases.get(id);
    if (events) events.push({ activity, at, attributes });
    else cases.set(id, [{ activity, at, attributes }]);
  });
  return [...cases].map(([id, events]) => ({ id, events: events.sort((a, b) => a.at - b.at), ended: true }));
}

/** A column whose every value is a number; whether it is one is a fact of the format, not of what it predicts. */
function isNumeric(rows: readonly string[][], column: number): boolean {
  return rows.every((row) => !row[column] || Number.isFinite(Number(row[column])));
}
