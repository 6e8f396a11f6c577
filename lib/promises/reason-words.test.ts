import fc from "fast-check";
import { expect, test } from "vitest";
import { type Happened, REASON_CODES, reasonsOf } from "@/lib/forecast/promise-reasons";
import { reasonSentence } from "./reason-words";

const nothing: Happened = {
  events: {},
  movedIn: 0,
  movedOut: 0,
  quoteWaited: 0,
  limitsChanged: false,
  calendarChanged: false,
  learned: false,
  overTime: 0,
};
const said = (shift: Parameters<typeof reasonsOf>[0], happened: Partial<Happened>, isReady = false) =>
  reasonSentence(reasonsOf(shift, isReady, { ...nothing, ...happened }));

test("a change says what happened, the most telling first", () => {
  expect(said("later", { events: { requestRevision: 3 }, overTime: 1 })).toBe(
    "Three revisions requested; one variant over time.",
  );
  expect(said("condition", { quoteWaited: 4.6 })).toBe("Quote waited 4 days.");
  expect(said("later", { events: { reportError: 2 }, limitsChanged: true })).toBe(
    "Two variants reported an error; limits changed.",
  );
  expect(said("earlier", { events: { cancel: 1 } })).toBe("One variant cancelled.");
});

test("where nothing happened the work itself was slower or faster; the first date needs no reason", () => {
  expect(said("later", {})).toBe("Work took longer than planned.");
  expect(said("earlier", { overTime: 2 })).toBe("Work ran faster than planned.");
  expect(said("first", { events: { order: 40 } })).toBe("");
  expect(said("status", { events: { complete: 9, freeze: 9 } }, true)).toBe("Everything is produced.");
});

test("at most three reasons, each in words with its figure, and a change of date is never without one", () => {
  const some = fc.integer({ min: 0, max: 30 });
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
    quoteWaited: fc.double({ min: 0, max: 20, noNaN: true }),
    limitsChanged: fc.boolean(),
    calendarChanged: fc.boolean(),
    learned: fc.boolean(),
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
