import { expect, test } from "vitest";
import { checkDigit, checkTradeNumber } from "./trade-number";

// Published examples: GS1's own 629104150021-3, EAN-8 9638507-4, UPC-A 03600029145-2, ISBN 978030640615-7.
test.each([
  ["629104150021", "3"],
  ["9638507", "4"],
  ["03600029145", "2"],
  ["978030640615", "7"],
  ["000000000000", "0"],
])("%s is completed by %s", (body, digit) => {
  expect(checkDigit(body)).toBe(digit);
});

test.each([
  ["6291041500213", "ean", "6291041500213"],
  ["96385074", "ean", "96385074"],
  ["6 291041-500213", "ean", "6291041500213"],
  ["036000291452", "upc", "036000291452"],
] as const)("%s is a right %s", (text, kind, digits) => {
  expect(checkTradeNumber(text, kind)).toEqual({ digits });
});

test.each([
  ["8868950000012", "ean", "The last digit does not agree", "It should end in 1 (8868950000011)"],
  ["88689", "ean", "An EAN has 8 or 13 digits; this has 5.", "8 or 13 digits, or nothing."],
  ["12345", "upc", "A UPC has 12 digits; this has 5.", "12 digits, or nothing."],
  ["36000291452", "upc", "this has 11", "12 digits: 036000291452, if zeros in front were lost."],
  ["036000291452", "ean", "this has 12", "13 digits: 0036000291452, if zeros in front were lost."],
  ["4.01235E+12", "ean", "A spreadsheet has shortened this number.", "format the column as text"],
  ["4,01235E+12", "ean", "A spreadsheet has shortened this number.", "format the column as text"],
  ["four", "ean", "An EAN has digits alone.", "8 or 13 digits"],
  ["٤٠١٢٣٤٥٦", "ean", "An EAN has digits alone.", "8 or 13 digits"],
] as const)("%s as %s is a fault that says what would be right", (text, kind, problem, expected) => {
  const result = checkTradeNumber(text, kind);
  expect(result).toEqual({
    fault: { problem: expect.stringContaining(problem), expected: expect.stringContaining(expected) },
  });
});
