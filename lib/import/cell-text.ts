import { SSF } from "xlsx";

/**
 * A number in a workbook as text: in its cell's number format, as the spreadsheet shows it; in full where that is
 * "General", text or scientific, so that an EAN typed as a number keeps its digits whatever the column's width.
 * @param value as it stands in the file: "4012345000009", "1E5"
 * @param format a number format code, such as "000000" or "yyyy-mm-dd"
 * @param date1904 whether the workbook counts its days from 1904
 */
export function numberText(value: string, format: string, date1904: boolean): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  if (/^general$|^@$|E[+-]/i.test(format)) return plainNumber(number);
  try {
    return SSF.format(format, number, { date1904 });
  } catch {
    return plainNumber(number);
  }
}

/** 15 digits, which is all a spreadsheet keeps, and no exponent where it can be avoided. */
function plainNumber(number: number): string {
  return String(Number(number.toPrecision(15)));
}

/** The number formats every workbook knows by number (ECMA-376, 18.8.30). */
export function builtInFormat(id: number): string {
  const table: Record<number, string> = SSF.get_table();
  return table[id] ?? "General";
}
