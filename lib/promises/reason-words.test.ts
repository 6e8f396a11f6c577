import fc from "fast-check";
import { expect, test } from "vitest";
import { type Happened, REASON_CODES, reasonsOf } from "@/lib/forecast/promise-reasons";
import { reasonSentence } from "./reason-words";

const nothing: Happened = {
  events: {},
  movedIn: 0,
  movedOut: 0,
  quoteWaited: { decided: 0, open: 0 },
  limitsChanged: false,
  calendarChanged: false,
  learned: null,
  overTime: 0,
};
const said = (shift: Parameters<typeof reasonsOf>[0], happened: Partial<Happened>, isReady = false) =>
  reasonSentence(reasonsOf(shift, isReady, { ...nothing, ...happened }));

test("a change says what happened, the most telling first", () => {
  expect(said("later", { events: { requestRevision: 3 }, overTime: 1 })).toBe(
    "Three revisions requested; one variant over time.",
  );
  expect(said("condition", { quoteWaited: { decided: 0, open: 4.6 } })).toBe("Quote waited 4 days.");
  expect(said("later", { events: { reportError: 2 }, limitsChanged: true })).toBe(
    "Two variants reported an error; limits changed.",
  );
  expect(said("earlier", { events: { cancel: 1 } })).toBe("One variant cancelled.");
});

test("a date that moved because the estimate learned says that, and not what happened to happen beside it", () => {
  const beside = { quoteWaited: { decided: 14, open: 14 }, events: { acceptQuote: 3 }, overTime: 2 };
  const learned = (did: "all" | "most", forTheFirstTime = true) => ({ did, forTheFirstTime });
  for (const shift of ["later", "condition"] as const)
    expect(said(shift, { ...beside, learned: learned("all") })).toBe(
      "The estimate learned from finished batches.",
    );
  expect(said("later", { ...beside, learned: learned("most") })).toBe(
    "The estimate learned from finished batches; quote waited 14 days; quote approved for three variants.",
  );
  expect(said("earlier", { learned: learned("all", false) })).toBe(
    "The estimate learned from what was finished since.",
  );
});

test("an open quote moves only what is said of the quote: its variants are not in the date", () => {
  const open = { quoteWaited: { decided: 0, open: 4 } };
  expect(said("later", { ...open, events: { requestQuote: 10 }, overTime: 1 })).toBe(
    "One variant over time.",
  );
  expect(said("later", { quoteWaited: { decided: 4, open: 9 }, events: { acceptQuote: 2 } })).toBe(
    "Quote waited 4 days; quote approved for two variants.",
  );
});

test("where nothing happened the work itself was slower or faster; the first date needs no reason", () => {
  expect(said("later", {})).toBe("Work took longer than planned.");
  expect(said("earlier", { overTime: 2 })).toBe("Work ran faster than planned.");
  expect(said("first", { events: { order: 40 } })).toBe("");
  expect(said("status", { events: { complete: 9, freeze: 9 } }, true)).toBe("Everything is produced.");
});

test("at most three reasons, each in words with its figure, and a change of date is never without one", () => {
  const some = fc.integer({ min: 0, max: 30 });
  const days = fc.double({ min: 0, max: 20, noNaN: true });
  const events = [
    "requestRevision",
    "reportError",
    "order",
    "cancel",
    "requestQuote",
    "acceptQuote",
    "freeze",
  ];
  const happened = fc.record({
    events: fc.dictionary(fc.constantFrom(...events), some),
    movedIn: some,
    movedOut: some,
    quoteWaited: fc.record({ decided: days, open: days }),
    limitsChanged: fc.boolean(),
    calendarChanged: fc.boolean(),
    learned: fc.option(
      fc.record({
        did: fc.constantFrom("all" as const, "most" as const),
        forTheFirstTime: fc.boolean(),
      }),
    ),
    overTime: some,
  });
  const shifts = fc.constantFrom(
    "later" as const,
    "earlier" as const,
    "status" as const,
    "condition" as const,
  );
  fc.assert(
    fc.property(shifts, fc.boolean(), happened, (shift, isReady, facts) => {
      const reasons = reasonsOf(shift, isReady, facts);
      expect(reasons.length).toBeLessThanOrEqual(3);
      if (shift === "later" || shift === "earlier") expect(reasons.length).toBeGreaterThan(0);
      const ranks = reasons.map(({ code }) => REASON_CODES.indexOf(code));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(reasonSentence(reasons)).not.toMatch(/undefined|NaN|\bno variants\b/);
    }),
  );
});
