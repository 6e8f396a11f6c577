import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralise, restore } from "./neutralise";

test.each(["=1+1", "+49 89", "-5", "@SUM(A1)", "\t=1", "\rx", "\nx"])(
  "%j does not run in a spreadsheet",
  (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
  },
);

test.each(["007", "1E5", "Flyer = new", " =1", "", "'quoted'", "Größe"])("%j is left as it is", (text) => {
  expect(neutralise(text)).toBe(text);
});

test("whatever is neutralised is restored exactly, and never begins like a formula", () => {
  const text = fc.array(
    fc.oneof(fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", "a"), fc.string()),
  );
  fc.assert(
    fc.property(text, (parts) => {
      const before = parts.join("");
      expect(neutralise(before)).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(restore(neutralise(before))).toBe(before);
    }),
  );
});
