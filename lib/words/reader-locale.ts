const HOUSE = "en-GB";

/**
 * How a reader without an account writes dates and numbers, from what their browser says it prefers (`Accept-Language`):
 * the first tag that Intl knows, or the house's own.
 */
export function readerLocale(accepted: string | null): string {
  const wanted = (accepted ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...more] = part.trim().split(";");
      const quality = more.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const known = supported(tag);
    if (known) return known === "en" ? HOUSE : known;
  }
  return HOUSE;
}

function supported(tag: string): string | undefined {
  try {
    // Without extensions: an address asks for no other calendar or digits than its language has.
    return Intl.DateTimeFormat.supportedLocalesOf(new Intl.Locale(tag).baseName)[0];
  } catch {
    return undefined;
  }
}
