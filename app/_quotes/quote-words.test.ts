import { expect, test } from "vitest";
import type { QuoteLine } from "@/lib/quotes/find-quote";
import { outcomeWords, quoteSentence, validityWords } from "./quote-words";

const lines = (
  of: Partial<Record<QuoteLine["status"], number>>,
  place: QuoteLine["place"] = "quote_requested",
) =>
  Object.entries(of).flatMap(([status, n]) =>
    Array.from({ length: n }, () => ({ status: status as QuoteLine["status"], place })),
  );
const said = (...given: Parameters<typeof lines>) =>
  quoteSentence({ versions: [{ lines: lines(...given) }] });

test("a quote that ran out or was taken back says so, and that another follows; it was never decided", () => {
  expect(said({ expired: 3 })).toBe("Expired before it was decided. We prepare a new version.");
  expect(validityWords(lines({ expired: 3 }))).toBe("It has expired.");
  expect(said({ withdrawn: 3 }, "cancelled")).toBe("Withdrawn before it was decided.");
  expect(validityWords(lines({ withdrawn: 3 }))).toBe("It was withdrawn.");
});

test("of a quote that was decided in part every part is named", () => {
  expect(said({ accepted: 90, expired: 10 })).toBe(
    "90 variants approved, ten expired. We prepare a new version.",
  );
  expect(said({ accepted: 4, rejected: 2 }, "processing_addition")).toBe(
    "Four variants approved, two declined.",
  );
  expect(said({ pending: 1, expired: 2 })).toBe("One variant waits for your approval.");
  expect(outcomeWords(lines({ expired: 1, withdrawn: 2 }))).toBe("one variant expired, two withdrawn");
});
