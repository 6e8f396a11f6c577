import fc from "fast-check";
import { expect, test } from "vitest";
import { amountText, minorUnits } from "./money-text";

test.each([
  ["500", "EUR", 50_000],
  ["1,250.5", "EUR", 125_050],
  ["1 250", "JPY", 1250],
  ["0", "EUR", 0],
])("%s %s is %i minor units", (text, currency, minor) => {
  expect(minorUnits(text, currency)).toBe(minor);
});

test.each(["", "-5", "5e3", "1.2.3", "12.345", "lots", "٥٠٠"])("%j is no amount", (text) => {
  expect(minorUnits(text, "EUR")).toBeNaN();
});

test("what is shown can be typed back", () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.constantFrom("EUR", "JPY", "KWD"), (minor, currency) => {
      expect(minorUnits(amountText(minor, currency), currency)).toBe(minor);
    }),
  );
});
