import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/access/permissions";
import { type By, decide, type Latest, type Situation } from "./decide";
import type { EventId } from "./states";

const AT = new Date("2026-03-02T10:00:00Z");
const later = (minutes: number, ms = 0) => new Date(AT.getTime() + minutes * 60_000 + ms);
const at = (role: Role, id = role as string): By => ({ role, id, at: AT });

const MODELLING: Situation = {
  place: "working_3d_assets",
  quoteResume: null,
  errorResume: null,
  revision: 1,
  productionBegun: true,
  modellingBegun: true,
  quoteOpen: false,
  replaced: false,
  blockingFlag: false,
  modelMissing: false,
  withinApprovalLimit: false,
  latest: null,
};
const SENT: Situation = {
  ...MODELLING,
  place: "quote_sent",
  quoteResume: "working_3d_assets",
  quoteOpen: true,
};

function messageOf(situation: Situation, type: EventId, by: By, input?: unknown): string {
  const decision = decide(situation, { type, input }, by);
  return decision.ok ? "not refused" : decision.message;
}

describe("a refusal says the state, the event and what is possible instead", () => {
  it("where the event does not exist in the state", () => {
    expect(messageOf(MODELLING, "sendQuote", at("ops"))).toBe(
      "“Send quote” is not possible in Working 3D Assets. Possible here: Request quote, Freeze, Report error, or Cancel.",
    );
  });

  it("where it is somebody else's", () => {
    expect(messageOf({ ...MODELLING, place: "completed" }, "validate", at("ops"))).toBe(
      "“Validate” in Completed is not open to you; it is for a customer admin or a reviewer. Possible here: Cancel.",
    );
    expect(messageOf(MODELLING, "freeze", at("customer_member"))).toBe(
      "“Freeze” in Working 3D Assets is not open to you; it is for production staff or an administrator. " +
        "There is nothing for you to do here now.",
    );
  });

  it("where it was theirs once, or would be under a condition", () => {
    expect(messageOf(MODELLING, "cancel", at("customer_admin"))).toContain(
      "open to you only until modelling has begun; afterwards ask for a cancellation",
    );
    expect(messageOf(SENT, "acceptQuote", at("customer_member"))).toContain(
      "only within your approval limit",
    );
  });

  it("where the quote is closed, or not past yet", () => {
    expect(messageOf({ ...SENT, quoteOpen: false }, "acceptQuote", at("customer_admin"))).toContain(
      "The quote is no longer open.",
    );
    expect(messageOf(SENT, "expireQuote", { role: "system", id: null, at: AT })).toContain("still valid");
  });

  it("where it was replaced already", () => {
    expect(messageOf({ ...MODELLING, place: "cancelled", replaced: true }, "reorder", at("ops"))).toContain(
      "It already has a replacement.",
    );
  });

  it("where an answer is missing", () => {
    const flagged = { ...MODELLING, place: "completed", blockingFlag: true } as const;
    expect(messageOf(flagged, "validate", at("customer_validator"))).toContain(
      "A blocking quality flag is open",
    );
    expect(
      decide(flagged, { type: "validate", input: { reason: "Known" } }, at("customer_validator")),
    ).toMatchObject({ ok: true, to: "validated", input: { reason: "Known" } });
  });
});

describe("effects", () => {
  const effectsOf = (situation: Situation, type: EventId, role: Role, input?: unknown) => {
    const decision = decide(situation, { type, input }, at(role));
    return decision.ok ? decision.effects : decision.message;
  };

  it("names what else has to happen with a step", () => {
    const reason = { reason: "r" };
    expect(effectsOf(SENT, "cancel", "ops", reason)).toEqual(["withdrawQuoteLine"]);
    expect(effectsOf(SENT, "withdrawQuote", "ops", reason)).toEqual(["withdrawQuoteLine"]);
    expect(effectsOf({ ...MODELLING, place: "freezing_time" }, "complete", "ops")).toEqual([
      "lapseCancellationRequest",
    ]);
    expect(effectsOf({ ...MODELLING, place: "validated" }, "reopen", "ops", reason)).toEqual([
      "leaveCatalogues",
    ]);
    expect(effectsOf({ ...SENT, place: "quote_rejected" }, "reorder", "customer_member")).toContain(
      "createReplacement",
    );
    expect(effectsOf({ ...MODELLING, place: "cancelled" }, "reorder", "ops")).toEqual(["createReplacement"]);
  });
});

describe("undo", () => {
  const frozen = (change: Partial<Latest> = {}): Situation => ({
    ...MODELLING,
    place: "freezing_time",
    latest: {
      event: "freeze",
      from: "working_3d_assets",
      before: {
        quoteResume: null,
        errorResume: null,
        revision: 1,
        productionBegun: true,
        modellingBegun: true,
      },
      actorId: "ops",
      at: AT,
      nothingSince: true,
      ...change,
    },
  });
  const undo = (situation: Situation, by: By, input?: unknown) =>
    decide(situation, { type: "undo", input }, by);

  it("is open for ten minutes to whoever made the step", () => {
    expect(undo(frozen(), { ...at("ops"), at: later(10) })).toMatchObject({
      ok: true,
      to: "working_3d_assets",
    });
    expect(undo(frozen(), { ...at("ops"), at: later(10, 1) })).toMatchObject({
      ok: false,
      code: "not_permitted",
    });
    expect(undo(frozen(), at("ops", "a colleague"))).toMatchObject({ ok: false, code: "not_permitted" });
    expect(undo(frozen({ nothingSince: false }), at("ops"))).toMatchObject({
      ok: false,
      code: "not_permitted",
    });
    expect(undo(frozen({ actorId: null }), { role: "ops", id: null, at: AT }).ok).toBe(false);
  });

  it("is open to an administrator later, with a reason", () => {
    const admin = { ...at("admin"), at: later(3 * 24 * 60) };
    expect(undo(frozen(), admin)).toMatchObject({
      ok: false,
      code: "needs_input",
      faults: [{ field: "reason" }],
    });
    expect(undo(frozen(), admin, { reason: "Wrong variant" })).toMatchObject({
      ok: true,
      to: "working_3d_assets",
    });
    expect(undo(frozen({ actorId: "admin", at: admin.at }), admin).ok).toBe(true);
  });

  it("restores what the variant carried: resumes, revision and what has begun", () => {
    const before = {
      quoteResume: null,
      errorResume: null,
      revision: 0,
      productionBegun: true,
      modellingBegun: true,
    };
    const revised: Situation = {
      ...frozen({ event: "requestRevision", from: "completed", before }),
      place: "working_3d_assets",
    };
    expect(undo(revised, at("ops"))).toMatchObject({ ok: true, to: "completed", after: { revision: 0 } });

    const begun = {
      quoteResume: null,
      errorResume: null,
      revision: 0,
      productionBegun: false,
      modellingBegun: false,
    };
    const batched: Situation = {
      ...frozen({ event: "assignToBatch", from: "processing_addition", before: begun }),
      place: "batch_created",
      modellingBegun: false,
    };
    expect(undo(batched, at("ops"))).toMatchObject({ ok: true, after: { productionBegun: false } });

    const quoted = {
      ...begun,
      quoteResume: "working_3d_assets",
      productionBegun: true,
      modellingBegun: true,
    } as const;
    const cancelled: Situation = {
      ...frozen({ event: "cancel", from: "quote_sent", before: quoted }),
      place: "cancelled",
      quoteOpen: true,
    };
    expect(undo(cancelled, at("ops"))).toMatchObject({
      ok: true,
      to: "quote_sent",
      after: quoted,
      effects: ["reopenQuoteLine"],
    });
  });

  it("never goes back to a quote that is closed", () => {
    const before = { ...MODELLING, quoteResume: "working_3d_assets" } as const;
    const failed: Situation = {
      ...frozen({ event: "reportError", from: "quote_sent", before }),
      place: "error",
      errorResume: "quote_sent",
      quoteResume: "working_3d_assets",
      quoteOpen: false,
    };
    const decision = undo(failed, at("ops"));
    expect(decision).toMatchObject({
      ok: false,
      code: "not_possible",
      possible: ["retry", "cancel", "reorder"],
    });
    expect(messageOf(failed, "undo", at("ops"))).toContain("The quote it would return to is no longer open.");
  });

  it.each(["order", "sendQuote", "acceptQuote", "rejectQuote", "expireQuote", "reorder", "undo"] as const)(
    "never goes over %s, not even for an administrator",
    (event) => {
      const decision = undo(
        frozen({ event, from: event === "order" ? null : "freezing_time" }),
        at("admin"),
        {
          reason: "r",
        },
      );
      expect(decision).toMatchObject({ ok: false, code: "not_possible" });
    },
  );

  it("is nobody's who holds a link, nor the system's", () => {
    expect(undo(frozen(), at("stakeholder", "ops"))).toMatchObject({ ok: false, code: "not_permitted" });
    expect(undo(frozen(), at("system", "ops"))).toMatchObject({ ok: false, code: "not_permitted" });
  });
});
