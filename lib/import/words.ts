import type { Complexity } from "@/lib/lifecycle/policy";
import { fold } from "./columns";

const complexities = folded<Complexity>({
  simple: `simple, easy, low, basic, plain, einfach, leicht, gering, niedrig, facile, faible, basique, sencillo,
    sencilla, fácil, bajo, baja, básico, semplice, basso, bassa`,
  standard: `standard, normal, medium, average, regular, mittel, üblich, moyen, moyenne, normale, estándar, medio,
    media`,
  detailed: `detailed, complex, high, difficult, hard, detailliert, komplex, aufwendig, aufwändig, hoch, schwierig,
    détaillé, détaillée, complexe, élevé, élevée, difficile, detallado, detallada, complejo, compleja, alto, alta,
    difícil, dettagliato, dettagliata, complesso, complessa`,
});

const answers = folded<"yes" | "no">({
  yes: "yes, y, true, 1, x, ✓, ja, j, wahr, oui, o, vrai, sí, si, s, verdadero, sì, vero",
  no: "no, n, false, 0, nein, falsch, non, faux, falso",
});

function folded<Meaning extends string>(words: Record<Meaning, string>): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const meaning of Object.keys(words) as Meaning[]) {
    for (const word of words[meaning].split(","))
      meanings.set(word.trim() === "✓" ? "✓" : fold(word), meaning);
  }
  return meanings;
}

/** Complexity in any of five languages; null for any other word. */
export function complexityOf(text: string): Complexity | null {
  return complexities.get(text) ?? complexities.get(fold(text)) ?? null;
}

/** Yes or no in any of five languages, as a tick or a truth value; null for any other word. */
export function yesOrNo(text: string): boolean | null {
  const answer = answers.get(text) ?? answers.get(fold(text));
  return answer === undefined ? null : answer === "yes";
}
