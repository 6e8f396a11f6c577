import { describe, expect, it } from "vitest";
import { type Calendar, DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import {
  estimateBatch,
  estimateVariant,
  type Situation,
  usualDecision,
} from "@/lib/forecast/policy-estimate";
import { DEFAULT_POLICY, limitsFor } from "@/lib/lifecycle/policy";
import type { Place, State } from "@/lib/lifecycle/states";

const at = (text: string) => new Date(`2024-12-${text}:00+01:00`);
/** Tuesday at opening, so that n business days end at the closing of the n-th working day. */
const now = at("03T09:00");
const calendar: Calendar = { ...DEFAULT_CALENDAR, holidays: ["2024-12-25", "2024-12-26"] };
const moment = { calendar, now };

function in_(place: Place, more: Partial<Situation> = {}): Situation {
  const limits = (state: State) => limitsFor(DEFAULT_POLICY, state, { brandId: "", complexity: "standard" });
  return { place, enteredAt: now, spent: 0, quoteResume: null, quoteResumeSpent: null, limits, ...more };
}

/** Freezing Time taking 0–1 days, nothing after it. */
const uniform = (more: Partial<Situation> = {}) =>
  in_("freezing_time", { limits: () => ({ low: 0, high: 1 }), ...more });

const range = (p50: Date, p85: Date) => ({ kind: "range", p50, p85 });

describe("the estimate of a variant", () => {
  it("is the middle and the 85% of what its stay may take", () => {
    expect(estimateVariant(in_("freezing_time"), moment)).toEqual(range(at("04T13:00"), at("04T15:48")));
  });

  it("sums the stays still to come, exactly", () => {
    const two = in_("working_3d_assets", { limits: () => ({ low: 0, high: 1 }) });
    // two uniform days: the sum stays below x with 1 − (2 − x)² / 2, so 85% by 1.4523 days
    expect(estimateVariant(two, moment)).toEqual(range(at("03T17:00"), at("04T12:37")));
    // 9 days in the middle of 5–13
    expect(estimateVariant(in_("pending_analysis"), moment)).toMatchObject({ p50: at("13T17:00") });
  });

  it("takes the time already spent into account, here and in earlier stays of the same allowance", () => {
    const entered = in_("freezing_time", { enteredAt: at("02T13:00"), spent: 1 });
    // 1.5 of 1–2 days are over: what is left lies between now and half a day
    expect(estimateVariant(entered, moment)).toEqual(range(at("03T11:00"), at("03T12:24")));
  });

  it("still has a date when the limit is long past, and never one before now", () => {
    const late = in_("freezing_time", { enteredAt: at("02T09:00"), spent: 30 });
    expect(estimateVariant(late, moment)).toEqual(range(at("03T10:36"), at("03T11:43")));
    const atNight = estimateVariant(in_("freezing_time", { spent: 30 }), { calendar, now: at("07T23:00") });
    expect(atNight).toMatchObject({ p50: at("09T10:36") });
  });

  it("names a working day also where work ends at midnight", () => {
    const hours = { ...calendar.hours, 5: [["09:00", "24:00"]] } as const;
    const friday = { calendar: { ...calendar, hours }, now: at("06T12:00") };
    const at85 = (high: number, now: Date) =>
      estimateVariant(uniform({ enteredAt: now, limits: () => ({ low: high, high }) }), { ...friday, now });
    expect(at85(0.8, at("06T12:00"))).toMatchObject({ p50: new Date(at("07T00:00").getTime() - 1) });
    expect(at85(0, at("07T00:00"))).toMatchObject({ p50: at("09T09:00") });
  });

  it("goes on after an approved quote where it had stopped, Analysis Complete counting as Processing Addition", () => {
    const resumes = (quoteResume: State | null, quoteResumeSpent: number | null) =>
      estimateVariant(in_("quote_accepted", { quoteResume, quoteResumeSpent }), moment);
    expect(resumes("freezing_time", 0)).toMatchObject({ p50: at("04T17:00") });
    expect(resumes("freezing_time", 1.5)).toMatchObject({ p50: at("03T15:00") });
    expect(resumes("analysis_complete", 0.9)).toEqual(resumes("processing_addition", 0));
    expect(resumes(null, null)).toEqual(resumes("processing_addition", 0));
  });

  it("depends on the customer's approval while a quote is open", () => {
    const sent = in_("quote_sent", { quoteResume: "freezing_time" });
    expect(estimateVariant(sent, moment)).toEqual({
      kind: "conditional",
      on: "approval",
      decidedBy: at("04T17:00"),
      p50: at("06T17:00"),
      p85: expect.any(Date),
    });
    const tomorrow = { ...moment, decidedBy: at("05T17:00") };
    expect(estimateVariant(sent, tomorrow)).toMatchObject({ decidedBy: at("05T17:00"), p50: at("09T17:00") });
    const past = { ...moment, decidedBy: at("01T17:00") };
    expect(estimateVariant(sent, past)).toMatchObject({ decidedBy: now, p50: at("04T17:00") });
  });

  it("lets nobody approve a quote before it is sent", () => {
    const requested = in_("quote_requested", { quoteResume: "freezing_time" });
    const early = { ...moment, decidedBy: at("03T10:00") };
    expect(estimateVariant(requested, early)).toMatchObject({
      decidedBy: at("03T17:00"),
      p50: at("05T17:00"),
    });
  });

  it("has a date after a rejection only when somebody says by when it is revised", () => {
    const rejected = in_("quote_rejected", { quoteResume: "freezing_time" });
    expect(estimateVariant(rejected, moment)).toEqual({ kind: "none", reason: "rejected" });
    expect(estimateVariant(rejected, { ...moment, decidedBy: at("03T17:00") })).toMatchObject({
      kind: "conditional",
      on: "revision",
      p50: at("06T13:00"),
    });
  });

  it("is over when it is done, and none when it has stopped", () => {
    expect(estimateVariant(in_("completed"), moment)).toEqual({ kind: "done", at: now });
    expect(estimateVariant(in_("validated"), moment)).toEqual({ kind: "done", at: now });
    expect(estimateVariant(in_("cancelled"), moment)).toEqual({ kind: "none", reason: "cancelled" });
    expect(estimateVariant(in_("error"), moment)).toEqual({ kind: "none", reason: "error" });
  });
});

describe("the estimate of a batch", () => {
  it("is a maximum: with more variants the last one is later, not the same", () => {
    expect(estimateBatch([uniform()], moment).expected).toMatchObject({ p50: at("03T13:00") });
    // all ten within x of the day: x¹⁰, so even odds at 0.5 to the power of 1/10 = 0.933
    expect(estimateBatch(Array.from({ length: 10 }, uniform), moment).expected).toEqual({
      count: 10,
      p50: at("03T16:28"),
      p85: at("03T16:52"),
    });
  });

  it("comes out the same for variants that stand alike, given as one object or as many", () => {
    const quoted = in_("quote_sent", { quoteResume: "freezing_time" });
    const one = uniform();
    const many = [uniform(), uniform(), uniform(), { ...quoted }, { ...quoted }];
    expect(estimateBatch([one, one, one, quoted, quoted], moment)).toEqual(estimateBatch(many, moment));
  });

  it("says what rests on the customer, what is done and what is not included", () => {
    const batch = [
      uniform(),
      uniform(),
      ...Array.from({ length: 3 }, () => in_("quote_sent", { quoteResume: "freezing_time" })),
      in_("quote_requested", { quoteResume: "freezing_time" }),
      in_("quote_rejected"),
      in_("error"),
      in_("error"),
      in_("cancelled"),
      in_("completed", { enteredAt: at("02T10:00") }),
      in_("validated", { enteredAt: at("01T10:00") }),
    ];
    const estimate = estimateBatch(batch, moment);
    expect(estimate.expected?.count).toBe(2);
    expect(estimate.ifApproved).toMatchObject({ count: 4, decidedBy: at("04T17:00") });
    expect(estimate.ifApproved!.p50 > at("06T17:00")).toBe(true);
    expect(estimate.done).toEqual({ count: 2, at: at("02T10:00") });
    expect(estimate.notIncluded).toEqual({ rejected: 1, error: 2 });
  });

  it("waits for our own variants too when all quotes are approved", () => {
    const ours = in_("pending_analysis");
    const quoted = in_("quote_sent", { quoteResume: "freezing_time" });
    const { expected, ifApproved } = estimateBatch([ours, quoted], moment);
    expect(ifApproved!.p85.getTime()).toBeGreaterThanOrEqual(expected!.p85.getTime());
  });

  it("is empty for an empty batch", () => {
    expect(estimateBatch([], moment)).toEqual({
      expected: null,
      ifApproved: null,
      done: null,
      notIncluded: { rejected: 0, error: 0 },
    });
  });
});

describe("the usual decision", () => {
  it("is made by the end of the next working day", () => {
    expect(usualDecision(calendar, now)).toEqual(at("04T17:00"));
    expect(usualDecision(calendar, at("06T20:00"))).toEqual(at("09T17:00"));
    expect(usualDecision(calendar, at("24T10:00"))).toEqual(at("27T17:00"));
  });
});
