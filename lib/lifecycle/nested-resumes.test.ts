import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/access/permissions";
import { type By, type Decided, decide, type Latest, type Situation } from "./decide";
import type { EventId, Place } from "./states";

const AT = new Date("2026-03-02T10:00:00Z");
const admin: By = { role: "admin", id: "admin", at: AT };
const QUOTE = "01890a5d-ac96-774b-bcce-b302099a8057";
const ORDERED: Situation = {
  place: "pending_analysis",
  quoteResume: null,
  errorResume: null,
  revision: 0,
  productionBegun: false,
  modellingBegun: false,
  quoteOpen: true,
  replaced: false,
  blockingFlag: false,
  modelMissing: false,
  withinApprovalLimit: false,
  latest: null,
};

/** The role that may send an event in most places, and an input that always suffices. */
const WHO: Readonly<Partial<Record<EventId, Role>>> = {
  acceptQuote: "customer_admin",
  rejectQuote: "customer_admin",
  validate: "customer_admin",
  requestRevision: "customer_admin",
  expireQuote: "system",
};
const INPUT: Readonly<Partial<Record<EventId, Readonly<Record<string, string>>>>> = {
  sendQuote: { quoteVersionId: QUOTE },
  acceptQuote: { quoteVersionId: QUOTE },
  rejectQuote: { quoteVersionId: QUOTE, reason: "r" },
  requestRevision: { code: "lens", reason: "r" },
};
const WITH_REASON: readonly EventId[] = [
  "requestQuote",
  "dropQuote",
  "withdrawQuote",
  "reviseQuote",
  "returnToModelling",
  "reopen",
  "reportError",
  "cancel",
  "undo",
];

function send(situation: Situation, event: EventId) {
  const input = INPUT[event] ?? (WITH_REASON.includes(event) ? { reason: "r" } : {});
  return decide(situation, { type: event, input }, { ...admin, role: WHO[event] ?? "admin" });
}

function move(situation: Situation, event: EventId): Situation {
  const decision = send(situation, event);
  if (!decision.ok) throw new Error(decision.message);
  return { ...situation, ...decision.after, place: decision.to };
}

const through = (...events: EventId[]) => events.reduce(move, ORDERED);
const MODELLING = ["confirmFeasibility", "startProduction", "assignToBatch", "startModelling"] as const;

describe("resumes", () => {
  it("brings a quote inside an error inside a quote back to where it all began", () => {
    const open = through(
      ...MODELLING,
      "requestQuote",
      "sendQuote",
      "reportError",
      "retry",
      "rejectQuote",
      "reviseQuote",
    );
    const again = ["sendQuote", "reportError", "retry", "acceptQuote", "startProduction"] as const;
    expect(open.place).toBe("quote_requested");
    expect(again.reduce(move, open)).toMatchObject({
      place: "working_3d_assets",
      quoteResume: null,
      errorResume: null,
    });
  });

  it("asks for a new quote where the one it waited on was closed during the error", () => {
    const failed = { ...through(...MODELLING, "requestQuote", "sendQuote", "reportError"), quoteOpen: false };
    expect(move(failed, "retry")).toMatchObject({
      place: "quote_requested",
      quoteResume: "working_3d_assets",
    });
  });

  it("starts production after a quote that was opened before it", () => {
    const accepted = through("confirmFeasibility", "requestQuote", "sendQuote", "acceptQuote");
    expect(move(accepted, "startProduction").place).toBe("processing_addition");
    expect(move(through("confirmFeasibility", "requestQuote"), "dropQuote").place).toBe("analysis_complete");
  });
});

/** A variant seen as layers: the work, a quote laid over it, an error over both. It shares nothing with the machine. */
type Layers = {
  work: Place;
  quote: "requested" | "sent" | "accepted" | "rejected" | null;
  error: boolean;
  cancelled: boolean;
  replaced: boolean;
  revision: number;
};

const WORK: readonly Place[] = [
  "pending_analysis",
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
  "completed",
  "validated",
];
const ON: Readonly<Partial<Record<EventId, readonly [Place, Place]>>> = {
  confirmFeasibility: ["pending_analysis", "analysis_complete"],
  startProduction: ["analysis_complete", "processing_addition"],
  assignToBatch: ["processing_addition", "batch_created"],
  startModelling: ["batch_created", "working_3d_assets"],
  freeze: ["working_3d_assets", "freezing_time"],
  returnToModelling: ["freezing_time", "working_3d_assets"],
  complete: ["freezing_time", "completed"],
  validate: ["completed", "validated"],
  reopen: ["validated", "completed"],
  requestRevision: ["completed", "working_3d_assets"],
};

function placeOfLayers(l: Layers): Place {
  if (l.cancelled) return "cancelled";
  if (l.error) return "error";
  return l.quote ? `quote_${l.quote}` : l.work;
}

function layer(l: Layers, event: EventId, open: boolean): Layers | null {
  const reviewed = l.work === "completed" || l.work === "validated";
  if (event === "cancel") return l.cancelled || l.work === "validated" ? null : { ...l, cancelled: true };
  if (event === "reorder") {
    const may = !l.replaced && (l.cancelled || l.error || l.quote === "rejected");
    return may ? { ...l, cancelled: true, replaced: true } : null;
  }
  if (l.cancelled) return null;
  if (event === "retry")
    return l.error
      ? { ...l, error: false, quote: l.quote === "sent" && !open ? "requested" : l.quote }
      : null;
  if (l.error) return null;
  if (event === "reportError") return reviewed ? null : { ...l, error: true };
  if (event === "requestQuote") {
    return l.quote || reviewed || l.work === "pending_analysis" ? null : { ...l, quote: "requested" };
  }
  if (l.quote === null) {
    const [from, to] = ON[event] ?? [];
    if (from !== l.work || to === undefined) return null;
    return { ...l, work: to, revision: l.revision + (event === "requestRevision" ? 1 : 0) };
  }
  switch (`${l.quote} ${event}`) {
    case "requested dropQuote":
      return { ...l, quote: null };
    case "requested sendQuote":
      return { ...l, quote: "sent" };
    case "sent acceptQuote":
      return open ? { ...l, quote: "accepted" } : null;
    case "sent rejectQuote":
      return open ? { ...l, quote: "rejected" } : null;
    case "sent withdrawQuote":
      return { ...l, quote: "requested" };
    case "sent expireQuote":
      return open ? null : { ...l, quote: "requested" };
    case "rejected reviseQuote":
      return { ...l, quote: "requested" };
    case "accepted startProduction":
      return { ...l, quote: null, work: l.work === "analysis_complete" ? "processing_addition" : l.work };
    default:
      return null;
  }
}

const NEVER_UNDONE: readonly EventId[] = [
  "sendQuote",
  "acceptQuote",
  "rejectQuote",
  "expireQuote",
  "reorder",
];
const SENT: readonly EventId[] = [
  ...(Object.keys(ON) as EventId[]),
  ...(Object.keys(ON) as EventId[]),
  "requestQuote",
  "requestQuote",
  "dropQuote",
  "sendQuote",
  "sendQuote",
  "acceptQuote",
  "rejectQuote",
  "withdrawQuote",
  "expireQuote",
  "reviseQuote",
  "reportError",
  "retry",
  "retry",
  "cancel",
  "reorder",
  "undo",
];

type Past = { event: EventId; layers: Layers; situation: Situation };

function latestOf(past: readonly Past[]): Latest | null {
  const last = past.at(-1);
  if (!last) return null;
  const { quoteResume, errorResume, revision, productionBegun, modellingBegun, place } = last.situation;
  const before = { quoteResume, errorResume, revision, productionBegun, modellingBegun };
  return { event: last.event, from: place, before, actorId: "somebody", at: AT, nothingSince: true };
}

describe("any walk through the machine", () => {
  it("stands where the layers say, carries a resume for each layer and no more, and undoes step by step", () => {
    const events = fc.array(fc.tuple(fc.constantFrom(...SENT), fc.nat({ max: 9 })), { maxLength: 120 });
    fc.assert(
      fc.property(events, fc.nat({ max: 6 }), (walk, start) => {
        let layers: Layers = {
          work: WORK[0]!,
          quote: null,
          error: false,
          cancelled: false,
          replaced: false,
          revision: 0,
        };
        let situation = ORDERED;
        const past: Past[] = [];
        const opening = (
          ["confirmFeasibility", ...MODELLING.slice(1), "freeze", "complete"] as EventId[]
        ).slice(0, start);
        for (const [event, luck] of [...opening.map((e) => [e, 9] as const), ...walk]) {
          const quoteOpen = luck > 2;
          situation = { ...situation, quoteOpen, latest: latestOf(past) };
          const top = past.at(-1);
          const undone =
            top && !NEVER_UNDONE.includes(top.event) && (top.situation.place !== "quote_sent" || quoteOpen)
              ? top
              : null;
          const next = event === "undo" ? (undone?.layers ?? null) : layer(layers, event, quoteOpen);
          const decision = send(situation, event);
          expect(decision.ok).toBe(next !== null);
          if (!decision.ok || next === null) continue;
          if (event === "undo") past.pop();
          else past.push({ event, layers, situation });
          layers = next;
          situation = {
            ...situation,
            ...decision.after,
            place: decision.to,
            replaced: layers.replaced,
          };
          expectToStandAs(layers, situation, decision);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function expectToStandAs(layers: Layers, situation: Situation, { from, to, effects }: Decided): void {
  expect(situation.place).toBe(placeOfLayers(layers));
  expect(situation.revision).toBe(layers.revision);
  const gone = layers.cancelled;
  expect(situation.quoteResume).toBe(gone || layers.quote === null ? null : layers.work);
  expect(situation.errorResume).toBe(
    gone || !layers.error ? null : placeOfLayers({ ...layers, error: false, cancelled: false }),
  );
  expect(effects.includes("leaveCatalogues")).toBe(from === "validated" && to !== "validated");
}
