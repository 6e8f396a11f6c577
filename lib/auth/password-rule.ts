import { commonWords } from "./common-passwords";

/** Characters a password has at least and at most, counted as a reader counts them. */
export const passwordLength = { least: 12, most: 200 } as const;

const words = [...new Set(commonWords)].sort((a, b) => b.length - a.length);
const lookalikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
/** Letters and figures that must be left once common words are taken away. */
const leastOfOnesOwn = 4;

/**
 * What is wrong with a password, in words with the way out; null when it may be kept. Length counts, and that it is
 * neither common nor made of the person's own name, address or of one repeated piece. No rule asks for signs or capitals.
 */
export function passwordFault(
  password: string,
  about: { email?: string; name?: string } = {},
): string | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < passwordLength.least)
    return `A password has at least ${passwordLength.least} characters. Three or four words that nobody would put together are easy to remember.`;
  if (length > passwordLength.most) return `A password has at most ${passwordLength.most} characters.`;
  if (password.includes("\0")) return "A password cannot hold this character.";
  const plain = password.normalize("NFKC").toLowerCase();
  if (isOnePiece(plain) || isRun(plain))
    return "This password follows a pattern that is guessed first. Choose another.";
  const own = ownWords(about);
  const spellings = [
    plain,
    plain.replace(/[^\p{L}\p{N}]/gu, ""),
    [...plain].map((c) => lookalikes[c] ?? c).join(""),
  ];
  if (spellings.some((spelling) => rest(spelling, own) < leastOfOnesOwn))
    return "This password is common or made of your own name or address, so it is guessed first. Choose another.";
  return null;
}

/** `abcabcabcabc`, `111111111111`: at most four characters again and again. */
function isOnePiece(plain: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/su.test(plain);
}

/** `123456789012`, `zyxwvutsrqpo`: nearly every character is its neighbour's successor or predecessor. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((sign) => sign.codePointAt(0)!);
  for (const direction of [1, -1]) {
    const steps = codes.slice(1).filter((code, index) => {
      const step = code - codes[index]!;
      return step === direction || step === -9 * direction;
    });
    if (steps.length >= codes.length - 3) return true;
  }
  return false;
}

function ownWords({ email, name }: { email?: string; name?: string }): string[] {
  return `${email ?? ""} ${name ?? ""}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3);
}

/** How many letters are left after common and own words; figures count only inside of what is not common. */
function rest(plain: string, own: string[]): number {
  let left = plain;
  for (const word of [...own, ...words]) if (word.length >= 3) left = left.replaceAll(word, " ");
  for (const word of words)
    if (word.length < 3) left = left.replaceAll(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, "gu"), " ");
  const letters = left.replace(/[^\p{L}]/gu, "").length;
  const figures = left.replace(/[^\p{N}]/gu, "");
  // A year or a short number is what everybody appends; a long one is somebody's own, unless it is a run itself.
  const ownFigures = figures.length >= 7 && !isOnePiece(figures) && !isRun(figures) ? figures.length : 0;
  return letters + ownFigures;
}
