const SMALL = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const figures = new Intl.NumberFormat("en-GB");

/** A count inside a sentence: "ten", "37", "1,240". */
export function countWord(n: number): string {
  return SMALL[n] ?? figures.format(n);
}

/** "one variant", "ten variants", "no variants"; the plural is given where it is not the word with an s. */
export function counted(n: number, word: string, plural = `${word}s`): string {
  return `${countWord(n)} ${n === 1 ? word : plural}`;
}

/** A figure on a screen: "1,240". */
export function figure(n: number): string {
  return figures.format(n);
}

/** The first letter capital, for the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text as a sentence: with a full stop, unless a word written short ends it with one, as "15. Dez." does. */
export const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
