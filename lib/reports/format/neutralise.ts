/** An apostrophe or none, then a character that makes a spreadsheet read text as a formula. */
const runs = /^'*[=+\-@\t\r\n]/;
const neutralised = /^'+[=+\-@\t\r\n]/;

/**
 * Text as it may stand in a CSV or Excel cell: text that begins with `= + - @`, tab, CR or LF gets an apostrophe in
 * front (domain.md, Reports; OWASP, CSV injection). Text that already looks neutralised gets one more, so that
 * `restore` gives back exactly what went in.
 */
export function neutralise(text: string): string {
  return runs.test(text) ? `'${text}` : text;
}

/** The text that `neutralise` was given; any other text unchanged. */
export function restore(text: string): string {
  return neutralised.test(text) ? text.slice(1) : text;
}
