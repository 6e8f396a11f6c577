import { expect, test } from "vitest";
import { complexityOf, yesOrNo } from "./words";

test.each([
  ["simple", ["simple", "Simple", "einfach", "EINFACH", "facile", "sencillo", "semplice", "easy"]],
  ["standard", ["standard", "Standard", "normal", "mittel", "moyenne", "estándar", "medio"]],
  [
    "detailed",
    ["detailed", "detailliert", "komplex", "détaillé", "detaille", "dettagliato", "complex", "complejo"],
  ],
  [null, ["very hard", "simplistic", "-", "5", "constructor"]],
])("complexity %s has these words", (complexity, all) => {
  for (const word of all) expect([word, complexityOf(word)]).toEqual([word, complexity]);
});

test.each([
  [true, ["yes", "Y", "ja", "JA", "oui", "sí", "si", "true", "TRUE", "1", "x", "✓", "wahr"]],
  [false, ["no", "N", "nein", "non", "false", "FALSE", "0", "falsch"]],
  [null, ["perhaps", "vielleicht", "2", "-", "toString"]],
])("%s has these words", (meaning, all) => {
  for (const word of all) expect([word, yesOrNo(word)]).toEqual([word, meaning]);
});
