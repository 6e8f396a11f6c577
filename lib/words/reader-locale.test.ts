import { expect, test } from "vitest";
import { readerLocale } from "./reader-locale";

test.each([
  ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
  ["en;q=0.5, fr-CH", "fr-CH"],
  ["en", "en-GB"],
  ["en-US,en;q=0.9", "en-US"],
  ["ar-EG-u-nu-arab", "ar-EG"],
  ["tlh, *;q=0.1", "en-GB"],
  ["de;q=0, it", "it"],
  ["<script>", "en-GB"],
  ["", "en-GB"],
  [null, "en-GB"],
])("who prefers %s reads dates and numbers as in %s", (accepted, locale) => {
  expect(readerLocale(accepted)).toBe(locale);
});
