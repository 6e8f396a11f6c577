const special = /[&<>"]|\p{Cc}|[\uFFFE\uFFFF]|_x[0-9a-f]{4}_|\p{Cs}/iu;

/**
 * Text for an element or attribute of a workbook. Characters XML cannot hold, and the carriage return it would
 * swallow, become `_x000D_`, which spreadsheets read back (ECMA-376, ST_Xstring); text that already looks so is
 * escaped first. A lone surrogate is no character and becomes U+FFFD.
 */
export function xmlText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, escaped);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const legal = character === "\t" || character === "\n" || (code >= 0x7f && code < 0xfffe);
  return legal ? character : `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
}
