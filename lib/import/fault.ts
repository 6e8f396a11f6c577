/** One thing in a file that is not as it should be. */
export type Fault = {
  /** Row as a spreadsheet numbers it (the header is usually row 1); null where the file as a whole is meant. */
  row: number | null;
  /** The column's name as in the file, or null where the whole row is meant. */
  column: string | null;
  /** What stands there, cut to 60 characters, with control characters made visible. */
  value: string;
  problem: string;
  /** What would be right. */
  expected: string;
  /** The other row of a SKU that stands twice. */
  otherRow?: number;
};

const shown = 60;

/** A value as a fault shows it: one line, control characters visible, at most 60 characters. */
export function shownValue(value: string): string {
  const characters = Array.from(value.slice(0, 2 * shown + 1));
  const cut = characters.length > shown ? `${characters.slice(0, shown).join("")}…` : value;
  return cut.toWellFormed().replace(/\p{Cc}/gu, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\u2421";
  });
}

/** Column number from 0 → "A", "Z", "AA": how a spreadsheet names a column that has no name. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetter(rest) : "") + String.fromCharCode(65 + (column % 26));
}
