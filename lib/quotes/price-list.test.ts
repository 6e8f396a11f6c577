import { expect, test } from "vitest";
import { type PriceList, priceFrom } from "./price-list";

const list = (brandId: string | null, currency: string, prices: PriceList["prices"]): PriceList => ({
  organisation: { id: "nike", name: "Nike" },
  brand: brandId === null ? null : { id: brandId, name: brandId },
  currency,
  prices,
  updatedAt: new Date(0),
});
const lists = [
  list(null, "EUR", [
    { complexity: "simple", customised: false, price: 10_00 },
    { complexity: "simple", customised: true, price: 15_00 },
  ]),
  list("sport", "EUR", [{ complexity: "simple", customised: false, price: 8_00 }]),
];
const line = { organisationId: "nike", brandId: "sport", complexity: "simple", customised: false } as const;

test("a brand's price goes before its organisation's, and no price is made up", () => {
  expect(priceFrom(lists, line, "EUR")).toBe(8_00);
  expect(priceFrom(lists, { ...line, customised: true }, "EUR")).toBe(15_00);
  expect(priceFrom(lists, { ...line, brandId: "other" }, "EUR")).toBe(10_00);
  expect(priceFrom(lists, { ...line, complexity: "detailed" }, "EUR")).toBeNull();
  expect(priceFrom(lists, line, "USD")).toBeNull();
  expect(priceFrom(lists, { ...line, organisationId: "lumen" }, "EUR")).toBeNull();
});
