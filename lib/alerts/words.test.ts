import { expect, test } from "vitest";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import type { Alert } from "./alert";
import { NO_MARK } from "./marks";
import { alertWords } from "./words";

const now = new Date("2024-12-03T08:20:00Z");
const reader = { calendar: DEFAULT_CALENDAR, now, details: true };
const stranger = { ...reader, details: false };
const common = {
  key: "k",
  mark: NO_MARK,
  batches: [{ id: "b", name: "Nike Collection 2024", count: 10 }],
  count: 10,
};
const since = new Date("2024-11-27T08:00:00Z");

const quote: Alert = {
  ...common,
  kind: "blocked",
  cause: "quote",
  since: new Date("2024-11-29T09:30:00Z"),
  quote: {
    id: "q",
    versionId: "v",
    number: "Q-112",
    version: 2,
    order: "ORD-2024-00318",
    total: 124_000,
    currency: "EUR",
    validUntil: new Date("2024-12-06T17:00:00Z"),
    variantIds: [],
  },
};

test("a blocked batch reads as in the seed's example, with quote, price and deadline for who may see them", () => {
  const words = alertWords(quote, reader);
  expect(words.title).toBe("10 variants requiring quote approval");
  expect(words.sentence).toBe("Ten variants of Nike Collection 2024 wait for quote approval.");
  expect(words.detail).toBe("Quote Q-112, version 2, €1,240.00 net. Valid until Fri 6 Dec 2024, 18:00 CET.");
});

test("a stakeholder reads neither quote nor price nor reason", () => {
  const error: Alert = {
    ...common,
    kind: "error",
    since,
    reason: "The scan cost €900 more",
    stoppedIn: "freezing_time",
    order: "ORD-1",
    modellingBegun: true,
    named: [],
    variantIds: [],
  };
  const rejected: Alert = {
    ...common,
    kind: "blocked",
    cause: "rejected",
    since,
    reason: "Too dear",
    variantIds: [],
  };
  for (const alert of [quote, error, rejected]) {
    const { title, sentence, detail } = alertWords(alert, stranger);
    expect(`${title} ${sentence} ${detail}`).not.toMatch(/Q-112|€|dear|scan/);
  }
});

test("a delay says how long, how much over, and what to tell support; one at risk asks for nothing yet", () => {
  const worst = {
    enteredAt: since,
    spent: 0,
    dueAt: new Date("2024-12-02T16:00:00Z"),
    order: "ORD-2024-00318",
  };
  const delay: Alert = {
    ...common,
    kind: "delay",
    place: "working_3d_assets",
    since,
    late: 1,
    atRisk: 9,
    worst,
  };
  expect(alertWords(delay, reader)).toEqual({
    title: "1 variant late in Working 3D Assets",
    sentence: "One variant of Nike Collection 2024 is over the time allowed for Working 3D Assets.",
    detail:
      "The longest has been there since Wed 27 Nov, 4 d, <1 h more than allowed. Nine more are close to it.",
    advice: "Contact support for an update: batch Nike Collection 2024, ORD-2024-00318.",
  });
  // Whoever has no account reads dates as their own browser writes them.
  expect(alertWords(delay, { ...reader, locale: "de-DE" }).detail).toContain("since Mi., 27. Nov.");
  const near = {
    ...delay,
    late: 0,
    atRisk: 10,
    worst: { ...worst, dueAt: new Date("2024-12-04T16:00:00Z") },
  };
  // A month that is written short ends with a stop of its own.
  expect(alertWords(near, { ...reader, locale: "de-DE" }).detail).toMatch(/by Mi\., 4\. Dez\.$/);
  expect(alertWords(near, reader)).toMatchObject({
    title: "10 variants at risk in Working 3D Assets",
    advice: "You need to do nothing yet.",
  });
});

test("one is not many", () => {
  const one = { ...quote, count: 1, batches: [{ id: "b", name: "Fair", count: 1 }] };
  expect(alertWords(one, reader)).toMatchObject({
    title: "1 variant requiring quote approval",
    sentence: "One variant of Fair waits for quote approval.",
  });
  const review: Alert = { ...common, kind: "blocked", cause: "review", count: 1, since };
  expect(alertWords(review, reader).sentence).toBe(
    "One variant of Nike Collection 2024 is overdue for review.",
  );
});
