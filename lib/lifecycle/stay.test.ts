import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBusinessDays, businessDaysBetween } from "@/lib/calendar/business-time";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import type { Carried } from "./carried";
import { DEFAULT_POLICY, limitsFor } from "./policy";
import type { EventId, Place } from "./states";
import {
  type ClockMove,
  delayOf,
  enterStay,
  type KeptTime,
  type LeftStay,
  moveClock,
  type Stay,
  timeInStay,
} from "./stay";

const calendar = DEFAULT_CALENDAR;
const variant = { brandId: "01890a5d-ac96-774b-bcce-b302099a8057", complexity: "standard" } as const;
const limitOf = (place: Place) => limitsFor(DEFAULT_POLICY, place, variant);
/** Local times in Berlin, winter: Monday 2 March 2026 is the 2nd. */
const on = (day: number, time: string) =>
  new Date(`2026-03-${String(day).padStart(2, "0")}T${time}:00+01:00`);

const NOTHING: Carried = {
  quoteResume: null,
  errorResume: null,
  revision: 0,
  productionBegun: true,
  modellingBegun: true,
};
const NO_TIME: KeptTime = { quoteResumeSpent: null, errorResumeSpent: null };

/** A variant and its clock, moved as a command does. */
class Clock {
  place: Place;
  stay: Stay;
  carried: Carried = NOTHING;
  kept: KeptTime = NO_TIME;
  last: { left: LeftStay; from: Place; carried: Carried; kept: KeptTime } | null = null;

  constructor(place: Place, at: Date) {
    this.place = place;
    this.stay = enterStay({ calendar, limit: limitOf(place), at, spent: 0 });
  }

  move(event: EventId, to: Place, at: Date, change: Partial<Carried> = {}): LeftStay {
    return this.step({ event, to, at, after: { ...this.carried, ...change }, undone: null });
  }

  undo(at: Date): void {
    const { left, from, carried, kept } = this.last!;
    this.step({ event: "undo", to: from, at, after: carried, undone: { left, kept } });
  }

  private step(step: Pick<ClockMove, "event" | "to" | "at" | "after" | "undone">): LeftStay {
    const { place: from, stay, carried: before, kept } = this;
    const moved = moveClock({ calendar, limit: limitOf(step.to), from, before, stay, kept, ...step });
    this.last = { left: moved.left, from, carried: before, kept };
    this.place = step.to;
    this.stay = moved.stay;
    this.kept = moved.kept;
    this.carried = step.after;
    return moved.left;
  }
}

describe("the clock of a stay", () => {
  it("is due after the high, at risk after 80% of it, in business days", () => {
    const modelling = new Clock("working_3d_assets", on(5, "13:00"));
    expect(modelling.stay).toEqual({
      enteredAt: on(5, "13:00"),
      spent: 0,
      atRiskAt: on(11, "13:00"),
      dueAt: on(12, "13:00"),
    });
  });

  it("reminds the customer after 2, 5 and 3 business days, and is never at risk there", () => {
    const due = (place: Place) => new Clock(place, on(2, "09:00")).stay;
    expect(due("quote_sent")).toMatchObject({ dueAt: on(3, "17:00"), atRiskAt: null });
    expect(due("quote_rejected")).toMatchObject({ dueAt: on(6, "17:00"), atRiskAt: null });
    expect(due("completed")).toMatchObject({ dueAt: on(4, "17:00"), atRiskAt: null });
  });

  it("runs for nobody once validated or cancelled", () => {
    expect(new Clock("validated", on(2, "09:00")).stay).toMatchObject({ dueAt: null, atRiskAt: null });
    expect(new Clock("cancelled", on(2, "09:00")).stay).toMatchObject({ dueAt: null, atRiskAt: null });
  });

  it("freezes the deadline it left behind", () => {
    const freezing = new Clock("freezing_time", on(2, "09:00"));
    const left = freezing.move("complete", "completed", on(6, "13:00"));
    expect(left).toMatchObject({ enteredAt: on(2, "09:00"), dueAt: on(3, "17:00"), spent: 0, elapsed: 4.5 });
  });
});

describe("a stay that was interrupted", () => {
  it("goes on where it was after a retry; the error has a clock of its own", () => {
    const c = new Clock("working_3d_assets", on(2, "09:00"));
    c.move("reportError", "error", on(4, "09:00"), { errorResume: "working_3d_assets" });
    expect(c.stay).toMatchObject({ spent: 0, dueAt: on(4, "17:00") });
    c.move("retry", "working_3d_assets", on(11, "09:00"), { errorResume: null });
    expect(c.stay).toMatchObject({ spent: 2, dueAt: on(13, "17:00") });
    expect(timeInStay(calendar, c.stay, on(11, "13:00"))).toBe(2.5);
    expect(c.kept).toEqual(NO_TIME);
  });

  it("goes on after a quote, however long the customer took and whatever failed meanwhile", () => {
    const c = new Clock("working_3d_assets", on(2, "09:00"));
    c.move("requestQuote", "quote_requested", on(3, "09:00"), { quoteResume: "working_3d_assets" });
    c.move("sendQuote", "quote_sent", on(3, "13:00"));
    c.move("reportError", "error", on(4, "13:00"), { errorResume: "quote_sent" });
    c.move("retry", "quote_sent", on(5, "09:00"), { errorResume: null });
    expect(c.stay, "the reminder goes on as well").toMatchObject({ spent: 1, dueAt: on(5, "17:00") });
    c.move("acceptQuote", "quote_accepted", on(20, "09:00"));
    c.move("startProduction", "working_3d_assets", on(23, "09:00"), { quoteResume: null });
    expect(c.stay).toMatchObject({ spent: 1, dueAt: on(26, "17:00") });
  });

  it("is late at once where its allowance was used up before", () => {
    const c = new Clock("freezing_time", on(2, "09:00"));
    c.move("reportError", "error", on(6, "09:00"), { errorResume: "freezing_time" });
    c.move("retry", "freezing_time", on(9, "09:00"), { errorResume: null });
    expect(c.stay).toMatchObject({ spent: 4, atRiskAt: on(9, "09:00"), dueAt: on(9, "09:00") });
    expect(delayOf(c.place, c.stay, on(9, "09:01"))).toBe("late");
  });

  it("starts anew where the quote it waited on was lost, and where production starts for the first time", () => {
    const c = new Clock("analysis_complete", on(2, "09:00"));
    c.move("requestQuote", "quote_requested", on(2, "13:00"), { quoteResume: "analysis_complete" });
    c.move("sendQuote", "quote_sent", on(2, "17:00"));
    c.move("reportError", "error", on(3, "13:00"), { errorResume: "quote_sent" });
    c.move("retry", "quote_requested", on(9, "09:00"), { errorResume: null });
    expect(c.stay.spent).toBe(0);
    c.move("sendQuote", "quote_sent", on(9, "13:00"));
    c.move("acceptQuote", "quote_accepted", on(9, "17:00"));
    c.move("startProduction", "processing_addition", on(10, "09:00"), { quoteResume: null });
    expect(c.stay).toMatchObject({ spent: 0, dueAt: on(11, "17:00") });
  });

  it("goes on after an undo, and what was kept for a quote is kept again", () => {
    const c = new Clock("working_3d_assets", on(2, "09:00"));
    c.move("freeze", "freezing_time", on(3, "13:00"));
    c.undo(on(3, "13:08"));
    expect(c.stay).toMatchObject({ spent: 1.5, enteredAt: on(3, "13:08") });
    c.move("requestQuote", "quote_requested", on(4, "09:00"), { quoteResume: "working_3d_assets" });
    const kept = c.kept;
    c.move("dropQuote", "working_3d_assets", on(4, "13:00"), { quoteResume: null });
    expect(c.stay.spent).toBeCloseTo(1.5 + 0.5 - 8 / 480);
    c.undo(on(4, "13:05"));
    expect(c.kept).toEqual(kept);
    expect(c.stay).toMatchObject({ spent: 0.5 });
  });

  it("starts anew with a new revision", () => {
    const c = new Clock("working_3d_assets", on(2, "09:00"));
    c.move("freeze", "freezing_time", on(6, "09:00"));
    c.move("complete", "completed", on(6, "13:00"));
    c.move("requestRevision", "working_3d_assets", on(9, "09:00"), { revision: 1 });
    expect(c.stay).toMatchObject({ spent: 0, dueAt: on(13, "17:00") });
  });

  it("uses its allowance once, over any number of errors", () => {
    const day = fc.double({ min: 0, max: 2, noNaN: true });
    const bouts = fc.array(fc.record({ work: day, wait: day }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(bouts, (rounds) => {
        let at = on(2, "09:00");
        let worked = 0;
        const c = new Clock("working_3d_assets", at);
        for (const { work, wait } of rounds) {
          const failed = addBusinessDays(calendar, at, work);
          worked += businessDaysBetween(calendar, at, failed);
          c.move("reportError", "error", failed, { errorResume: "working_3d_assets" });
          at = addBusinessDays(calendar, failed, wait);
          c.move("retry", "working_3d_assets", at, { errorResume: null });
        }
        expect(c.stay.spent).toBeCloseTo(worked, 6);
        expect(businessDaysBetween(calendar, at, c.stay.dueAt!)).toBeCloseTo(Math.max(0, 5 - worked), 6);
      }),
    );
  });
});

describe("a delay", () => {
  const stay = { atRiskAt: on(3, "09:00"), dueAt: on(4, "09:00") };

  it("is the producer's, from the deadline on", () => {
    expect(delayOf("freezing_time", stay, on(3, "09:00"))).toBeNull();
    expect(delayOf("freezing_time", stay, on(3, "09:01"))).toBe("at_risk");
    expect(delayOf("freezing_time", stay, on(4, "09:00"))).toBe("at_risk");
    expect(delayOf("freezing_time", stay, on(4, "09:01"))).toBe("late");
  });

  it.each(["quote_sent", "quote_rejected", "completed", "validated", "cancelled"] as const)(
    "never counts in %s",
    (place) => {
      expect(delayOf(place, stay, on(20, "09:00"))).toBeNull();
    },
  );
});
