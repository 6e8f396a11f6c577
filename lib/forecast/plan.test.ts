import { describe, expect, it } from "vitest";
import { DEFAULT_CALENDAR } from "@/lib/calendar/calendar";
import { planAtOrder, USUAL_WAY } from "@/lib/forecast/plan";
import { DEFAULT_POLICY, limitsFor } from "@/lib/lifecycle/policy";
import type { State } from "@/lib/lifecycle/states";

const limits = (state: State) => limitsFor(DEFAULT_POLICY, state, { brandId: "", complexity: "standard" });
const orderedAt = new Date("2024-11-12T10:00:00+01:00");
const plan = (states?: readonly State[]) =>
  planAtOrder({ orderedAt, calendar: DEFAULT_CALENDAR, limits, states });

describe("the plan frozen at order", () => {
  it("lets each state of the usual way take all it may, one after the other", () => {
    expect(plan().map(({ state, end }) => `${state} ${end.toISOString().slice(0, 16)}`)).toEqual([
      "pending_analysis 2024-11-14T09:00",
      "analysis_complete 2024-11-15T09:00",
      "processing_addition 2024-11-19T09:00",
      "batch_created 2024-11-20T09:00",
      "working_3d_assets 2024-11-27T09:00",
      "freezing_time 2024-11-29T09:00",
    ]);
  });

  it("has no gaps from the order on", () => {
    const stays = plan();
    expect(stays[0]?.start).toEqual(orderedAt);
    for (const [index, stay] of stays.entries())
      if (index > 0) expect(stay.start).toEqual(stays[index - 1]?.end);
  });

  it("gives no time to the customer's turn, so that a quote on the way is planned too", () => {
    const quote: State[] = ["quote_requested", "quote_sent", "quote_accepted"];
    const stays = plan([...USUAL_WAY.slice(0, 2), ...quote, ...USUAL_WAY.slice(2)]);
    const sent = stays.find(({ state }) => state === "quote_sent");
    expect(sent?.end).toEqual(sent?.start);
    expect(stays.at(-1)?.end).toEqual(new Date("2024-12-03T10:00:00+01:00"));
  });
});
