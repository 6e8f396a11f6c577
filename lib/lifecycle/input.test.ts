import { describe, expect, it } from "vitest";
import { parseInput } from "./input";
import { needsOf } from "./needs";

const NONE = { productionBegun: false, modelMissing: false, blockingFlag: false, undoIsOwnAndFresh: true };
const requiredOf = (event: Parameters<typeof needsOf>[0], facts: Partial<typeof NONE> = {}) =>
  needsOf(event, { ...NONE, ...facts }, "ops").map((field) => `${field.name}${field.required ? "" : "?"}`);

describe("what an event asks for", () => {
  it("depends on what has happened", () => {
    expect(requiredOf("requestQuote")).toEqual(["reason?"]);
    expect(requiredOf("requestQuote", { productionBegun: true })).toEqual(["reason"]);
    expect(requiredOf("validate")).toEqual([]);
    expect(requiredOf("validate", { blockingFlag: true })).toEqual(["reason"]);
    expect(requiredOf("complete")).toEqual([]);
    expect(requiredOf("complete", { modelMissing: true })).toEqual(["reason"]);
    expect(requiredOf("undo")).toEqual([]);
    expect(requiredOf("undo", { undoIsOwnAndFresh: false })).toEqual(["reason"]);
    expect(requiredOf("assignToBatch")).toEqual(["batchId?"]);
    expect(requiredOf("requestRevision")).toEqual(["code", "reason"]);
  });

  it("offers the seven kinds of revision, and not feasible only to the producer", () => {
    const codes = (...given: Parameters<typeof needsOf>) =>
      needsOf(...given)[0]?.options?.map((o) => o.value);
    expect(codes("requestRevision", NONE, "customer_admin")).toEqual([
      "geometry",
      "proportions",
      "colour",
      "material",
      "lens",
      "texture",
      "other",
    ]);
    expect(codes("cancel", NONE, "ops")).toContain("not_feasible");
    expect(codes("cancel", NONE, "customer_admin")).not.toContain("not_feasible");
    expect(parseInput("cancel", NONE, "customer_admin", { reason: "r", code: "not_feasible" }).ok).toBe(
      false,
    );
    expect(parseInput("cancel", NONE, "ops", { reason: "r", code: "not_feasible" }).ok).toBe(true);
  });
});

describe("an input", () => {
  const faultsOf = (event: Parameters<typeof needsOf>[0], input: unknown) => {
    const parsed = parseInput(event, NONE, "ops", input);
    return parsed.ok ? [] : parsed.faults;
  };

  it("is trimmed, and blank counts as absent", () => {
    const parsed = parseInput("reportError", NONE, "ops", { reason: "  Scan unreadable\n" });
    expect(parsed).toMatchObject({ ok: true, input: { reason: "Scan unreadable" } });
    expect(faultsOf("reportError", { reason: " \n " })).toEqual([
      { field: "reason", message: "Say what went wrong." },
    ]);
    expect(faultsOf("freeze", { reason: "", batchId: null })).toEqual([]);
  });

  it("is refused at the field, in words", () => {
    expect(faultsOf("requestRevision", {}).map((fault) => fault.field)).toEqual(["code", "reason"]);
    expect(faultsOf("requestRevision", { code: "shape", reason: "r" })).toEqual([
      { field: "code", message: "Choose one of the answers offered." },
    ]);
    expect(faultsOf("sendQuote", { quoteVersionId: "17" })[0]?.field).toBe("quoteVersionId");
    expect(faultsOf("reportError", { reason: "a\0b" })[0]?.message).toContain("NUL");
    expect(faultsOf("reportError", { reason: "a".repeat(2001) })[0]?.message).toContain("2000");
    expect(faultsOf("reportError", { reason: 5 })[0]?.field).toBe("reason");
  });

  it("may not carry what is not asked for, nor be anything but fields", () => {
    expect(faultsOf("freeze", { price: 5 })).toEqual([
      { field: null, message: "Not asked for here: price." },
    ]);
    for (const input of ["freeze", 5, ["freeze"]]) expect(faultsOf("freeze", input)).toHaveLength(1);
  });
});
