import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, centsText } from "./cents";

test("a price is read as it is written here and on the continent, and nothing else is taken for one", () => {
  for (const text of ["1240.50", "1,240.50", "1.240,50", "1 240,5", "1’240.5"])
    expect(cents(text)).toBe(124_050);
  for (const text of ["", "-1", "12.345.6,7", "1e3", "12.5.5", "€12"]) expect(cents(text), text).toBeNull();
  fc.assert(fc.property(fc.nat(1e9), (price) => cents(centsText(price)) === price));
});
