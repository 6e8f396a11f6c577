import type { Preview } from "@/lib/rules/preview-change";
import { capital, counted, countWord, figure } from "@/lib/words/counts";

/** "Of 312 open variants, 41 get an earlier deadline and none a later one. Twelve become late, …" */
export function effectSentences(preview: Preview): string[] {
  const { open, earlier, later } = preview;
  if (earlier + later === 0)
    return [
      `No deadline moves. ${figure(open)} open ${open === 1 ? "variant was" : "variants were"} looked at.`,
    ];
  const none = (n: number) => (n === 0 ? "none" : countWord(n));
  const moves = `Of ${counted(open, "open variant")}, ${none(earlier)} ${earlier === 1 ? "gets" : "get"} an earlier deadline and ${none(later)} a later one.`;
  const parts = [
    part(preview.becomeLate, "becomes late", "become late"),
    part(preview.becomeAtRisk, "becomes at risk", "become at risk"),
    part(preview.noLongerLate, "is no longer late", "are no longer late"),
    part(preview.noLongerAtRisk, "is no longer at risk", "are no longer at risk"),
    part(preview.becomeReminded, "waits past its reminder", "wait past their reminder"),
    part(preview.noLongerReminded, "no longer waits past its reminder", "no longer wait past their reminder"),
  ].filter((words) => words !== null);
  const delays = parts.length === 0 ? "No delay begins or ends by it now." : `${capital(parts.join(", "))}.`;
  return [moves, delays];
}

function part(n: number, one: string, many: string): string | null {
  return n === 0 ? null : `${countWord(n)} ${n === 1 ? one : many}`;
}
