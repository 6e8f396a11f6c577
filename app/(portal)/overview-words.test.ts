import { expect, test } from "vitest";
import { NO_COUNTS, onTurn } from "@/lib/lifecycle/progress";
import { onTimeSentence, sinceWhen, waitingSentence } from "./overview-words";

test("the sentence of the overview fits whatever there is", () => {
  const say = (all: number, open: number, late: number) => onTimeSentence({ all, open }, late);
  expect(say(0, 0, 0)).toBe("Nothing is in production yet.");
  expect(say(3, 0, 0)).toBe("All batches are finished.");
  expect(say(1, 1, 0)).toBe("Your open batch is on time.");
  expect(say(1, 1, 1)).toBe("Your open batch is late.");
  expect(say(5, 4, 1)).toBe("Three of four open batches are on time.");
  expect(say(5, 4, 3)).toBe("One of four open batches is on time.");
  expect(say(5, 2, 0)).toBe("Both open batches are on time.");
  expect(say(40, 30, 30)).toBe("All 30 open batches are late.");
  expect([waitingSentence(1), waitingSentence(54)]).toEqual([
    "One variant waits for you.",
    "54 variants wait for you.",
  ]);
});

test("reviews count as with you, an error as with us, what is over as neither", () => {
  const counts = {
    ...NO_COUNTS,
    quote_sent: 1,
    quote_rejected: 2,
    completed: 4,
    error: 8,
    working_3d_assets: 16,
    validated: 32,
  };
  expect([onTurn(counts, "customer"), onTurn(counts, "producer")]).toEqual([7, 24]);
});

test("yesterday is only yesterday", () => {
  const style = { zone: "Europe/Berlin", now: new Date("2026-11-23T10:00:00Z") };
  expect(sinceWhen(new Date("2026-11-22T08:00:00Z"), style)).toBe("yesterday");
  expect(sinceWhen(new Date("2026-11-20T08:00:00Z"), style)).toBe("Fri 20 Nov");
});
