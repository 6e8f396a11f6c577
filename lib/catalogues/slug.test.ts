import fc from "fast-check";
import { expect, test } from "vitest";
import { looksLikeSlug, numberedSlug, slugOf } from "./slug";

test("a title gives an address people can read out", () => {
  expect(slugOf("Spring / Summer 2025")).toBe("spring-summer-2025");
  expect(slugOf("  Büffelhorn, Straße & Žluťoučký ")).toBe("bueffelhorn-strasse-and-zlutoucky");
  expect(slugOf("眼鏡")).toBe("catalogue");
  expect(numberedSlug("spring", 2)).toBe("spring-2");
});

test("whatever the title and however often it was taken, the address is one that is found again", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.integer({ min: 2, max: 99 }),
      (title, n) => {
        const slug = slugOf(title);
        expect(looksLikeSlug(slug)).toBe(true);
        expect(looksLikeSlug(numberedSlug(slug, n))).toBe(true);
      },
    ),
  );
});
