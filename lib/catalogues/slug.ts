import { z } from "zod";

const shortest = 3;
const longest = 60;
const spelled: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  æ: "ae",
  ø: "oe",
  å: "aa",
  œ: "oe",
  ł: "l",
  "&": " and ",
};

/**
 * The address a title gives: small Latin letters, digits and single hyphens, at most 60 of them; umlauts are spelled out.
 * A title with fewer than three gives "catalogue".
 */
export function slugOf(title: string): string {
  const plain = title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßæøåœł&]/g, (sign) => spelled[sign] ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = trimmed(trimmed(plain).slice(0, longest));
  return slug.length < shortest ? trimmed(`catalogue-${slug}`) : slug;
}

/** The same address with a number, for a second catalogue of the same title. */
export function numberedSlug(slug: string, number: number): string {
  const end = `-${number}`;
  return number === 1 ? slug : `${trimmed(slug.slice(0, longest - end.length))}${end}`;
}

const trimmed = (text: string) => text.replace(/^-+|-+$/g, "");

/** An address as it is typed: what `slugOf` could give. */
export const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(shortest, `An address has at least ${shortest} characters.`)
  .max(longest, `An address has at most ${longest} characters.`)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "Use small letters, digits and single hyphens between them, such as spring-2025.",
  );

/** Whether text can be the address of a catalogue; nothing else is looked up. */
export const looksLikeSlug = (text: string): boolean => slugSchema.safeParse(text).success;
