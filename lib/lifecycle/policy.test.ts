import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, limitsFor, type Policy, policySchema } from "./policy";

const NIKE = "01890a5d-ac96-774b-bcce-b302099a8057";
const LUMEN = "01890a5d-ac96-774b-bcce-b302099a8058";
const span = (low: number, high: number) => ({ low, high, reminder: null });

const policy: Policy = {
  ...DEFAULT_POLICY,
  overrides: [
    { state: "working_3d_assets", brandId: NIKE, complexity: "detailed", limit: span(4, 9) },
    { state: "working_3d_assets", brandId: null, complexity: "detailed", limit: span(3, 8) },
    { state: "working_3d_assets", brandId: NIKE, complexity: null, limit: span(2, 4) },
    { state: "freezing_time", brandId: NIKE, complexity: null, limit: span(1, 1) },
  ],
};

describe("the limit that holds for a variant", () => {
  it.each([
    [NIKE, "detailed", 9],
    [LUMEN, "detailed", 8],
    [NIKE, "simple", 4],
    [LUMEN, "simple", 5],
  ] as const)("is the narrowest override: %s, %s → %d days", (brandId, complexity, high) => {
    expect(limitsFor(policy, "working_3d_assets", { brandId, complexity })?.high).toBe(high);
  });

  it("is none for a validated or cancelled variant, whatever the review reminder", () => {
    expect(limitsFor(policy, "completed", { brandId: NIKE, complexity: "simple" })?.reminder).toBe(3);
    expect(limitsFor(policy, "validated", { brandId: NIKE, complexity: "simple" })).toBeNull();
    expect(limitsFor(policy, "cancelled", { brandId: NIKE, complexity: "simple" })).toBeNull();
  });
});

describe("an edited policy", () => {
  const edited = (state: string, limit: unknown) =>
    policySchema.safeParse({ ...DEFAULT_POLICY, limits: { ...DEFAULT_POLICY.limits, [state]: limit } });
  const faultOf = (result: ReturnType<typeof edited>) =>
    result.error?.issues.map((issue) => issue.message).join(" ");

  it("comes back as it was stored", () => {
    expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it("is refused with the fault in words", () => {
    expect(faultOf(edited("freezing_time", span(3, 2)))).toContain("The low cannot be above the high.");
    expect(faultOf(edited("freezing_time", span(-1, 2)))).toContain("Days cannot be below 0.");
    expect(faultOf(edited("quote_sent", span(1, 2)))).toBe("Quote Sent needs a reminder.");
    expect(faultOf(edited("freezing_time", null))).toBe("Freezing Time needs a low and a high.");
    expect(faultOf(edited("cancelled", span(1, 2)))).toBe("Cancelled has no limit.");
  });
});
