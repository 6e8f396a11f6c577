import { expect, test } from "vitest";
import { dailySentence, lateWords, readyWords } from "./daily-words";

const batch = { id: "1", name: "Summer" };
const at = new Date("2026-11-19T13:36:00Z");
const style = { zone: "Europe/Berlin", now: new Date("2026-11-20T09:00:00Z") };

test("a day comes down to one sentence: what is late, what is ready, or that nothing happened", () => {
  const late = { batch, place: "working_3d_assets", count: 3, since: at } as const;
  const ready = { batch, count: 1, at };
  expect(dailySentence({ late: [late], ready: [ready], news: [] })).toBe(
    "Three variants are newly late, one is newly ready for your review.",
  );
  expect(dailySentence({ late: [], ready: [], news: [] })).toBe("Nothing has changed.");
  expect(dailySentence({ late: [], ready: [], news: [{ batch, changes: [] }] })).toBe(
    "One batch moved on, and nothing is newly late.",
  );
  expect(lateWords(late, style)).toBe(
    "Three variants passed the time allowed for Working 3D Assets, the first on Thu 19 Nov, 14:36.",
  );
  expect(readyWords(ready, style)).toBe("One variant became ready, on Thu 19 Nov, 14:36.");
});
