/**
 * What an order file may be at most. Beyond it is refused with the limit and the value found; the largest order a
 * brand sends is far below.
 */
export const limits = {
  /** Bytes of the file as sent, or of pasted text as UTF-8. */
  fileBytes: 20 * 1024 * 1024,
  rows: 50_000,
  columns: 64,
  /** Characters (UTF-16 units) in one cell of any column, used or not. */
  cell: 10_000,
  /** Bytes an Excel file may unpack to, all parts together. */
  unpackedBytes: 256 * 1024 * 1024,
  /** Bytes of an Excel file's list of texts, the one part that is held in memory. */
  textBytes: 64 * 1024 * 1024,
  /** Parts in the archive that an Excel file is. */
  parts: 2_000,
  sheets: 50,
} as const;

/** "20 MB", "1.4 MB", "12 kB": rounded up, so that what is past a limit never reads like it. */
export function megabytes(bytes: number): string {
  const unit = 1024 * 1024;
  if (bytes < unit / 10) return `${Math.ceil(bytes / 1024)} kB`;
  return `${Math.ceil((bytes / unit) * 10) / 10} MB`;
}
