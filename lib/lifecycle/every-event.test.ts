import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/access/permissions";
import { type By, decide, permittedEvents, type Situation } from "./decide";
import type { EventId, Place, State } from "./states";

const PLACES: readonly Place[] = [
  "pending_analysis",
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
  "quote_requested",
  "quote_sent",
  "quote_accepted",
  "quote_rejected",
  "completed",
  "validated",
  "cancelled",
  "error",
];
const ROLES: readonly Role[] = [
  "customer_admin",
  "customer_member",
  "customer_validator",
  "ops",
  "admin",
  "stakeholder",
  "system",
];
const QUOTABLE = [
  "analysis_complete",
  "processing_addition",
  "batch_created",
  "working_3d_assets",
  "freezing_time",
] as const;

type To = Place | "quote_resume" | "quote_resume, begun" | "error_resume";
type Row = readonly [event: EventId, from: readonly Place[], to: To, who: readonly string[]];

/**
 * Typed from domain.md, "Transitions"; never made from the machine or the matrix. Admin may what ops may. What stands
 * behind a colon is a condition on the place or the role, spelled out in `HOLDS`.
 */
const TABLE: readonly Row[] = [
  ["confirmFeasibility", ["pending_analysis"], "analysis_complete", ["ops", "admin"]],
  [
    "requestQuote",
    ["analysis_complete", "processing_addition", "batch_created", "working_3d_assets", "freezing_time"],
    "quote_requested",
    ["ops", "admin"],
  ],
  ["dropQuote", ["quote_requested"], "quote_resume", ["ops", "admin"]],
  ["sendQuote", ["quote_requested"], "quote_sent", ["ops", "admin"]],
  [
    "acceptQuote",
    ["quote_sent"],
    "quote_accepted",
    ["customer_admin", "customer_member: within limit", "customer_validator: within limit"],
  ],
  [
    "rejectQuote",
    ["quote_sent"],
    "quote_rejected",
    ["customer_admin", "customer_member: within limit", "customer_validator: within limit"],
  ],
  ["withdrawQuote", ["quote_sent"], "quote_requested", ["ops", "admin"]],
  ["expireQuote", ["quote_sent"], "quote_requested", ["system"]],
  [
    "reviseQuote",
    ["quote_rejected"],
    "quote_requested",
    ["customer_admin", "customer_member", "ops", "admin"],
  ],
  ["startProduction", ["analysis_complete"], "processing_addition", ["ops", "admin"]],
  ["startProduction", ["quote_accepted"], "quote_resume, begun", ["ops", "admin", "system"]],
  ["assignToBatch", ["processing_addition"], "batch_created", ["ops", "admin"]],
  ["startModelling", ["batch_created"], "working_3d_assets", ["ops", "admin"]],
  ["freeze", ["working_3d_assets"], "freezing_time", ["ops", "admin"]],
  ["returnToModelling", ["freezing_time"], "working_3d_assets", ["ops", "admin"]],
  ["complete", ["freezing_time"], "completed", ["ops", "admin"]],
  ["validate", ["completed"], "validated", ["customer_admin", "customer_validator"]],
  ["reopen", ["validated"], "completed", ["customer_admin", "ops", "admin"]],
  ["requestRevision", ["completed"], "working_3d_assets", ["customer_admin", "customer_validator"]],
  [
    "reportError",
    [
      "pending_analysis",
      "analysis_complete",
      "processing_addition",
      "batch_created",
      "working_3d_assets",
      "freezing_time",
      "quote_requested",
      "quote_sent",
      "quote_accepted",
      "quote_rejected",
    ],
    "error",
    ["ops", "admin", "system"],
  ],
  ["retry", ["error"], "error_resume", ["ops", "admin"]],
  [
    "cancel",
    [
      "pending_analysis",
      "analysis_complete",
      "processing_addition",
      "batch_created",
      "working_3d_assets",
      "freezing_time",
      "quote_requested",
      "quote_sent",
      "quote_accepted",
      "quote_rejected",
      "completed",
      "error",
    ],
    "cancelled",
    ["customer_admin: before modelling", "ops", "admin"],
  ],
  [
    "reorder",
    ["quote_rejected", "cancelled"],
    "cancelled",
    ["customer_admin", "customer_member", "ops", "admin"],
  ],
  [
    "reorder",
    ["error"],
    "cancelled",
    ["customer_admin: before modelling", "customer_member: before modelling", "ops", "admin"],
  ],
];

const HOLDS: Readonly<Record<string, (s: Situation) => boolean>> = {
  "within limit": (s) => s.withinApprovalLimit,
  "before modelling": (s) => !s.modellingBegun,
};

/** Beyond the place: a quote must be open to be decided and past to expire; at most one replacement. */
const PREMISE: Readonly<Partial<Record<EventId, (s: Situation) => boolean>>> = {
  acceptQuote: (s) => s.quoteOpen,
  rejectQuote: (s) => s.quoteOpen,
  expireQuote: (s) => !s.quoteOpen,
  reorder: (s) => !s.replaced,
};

/** A complete input for each event that needs one. */
const INPUT: Readonly<Partial<Record<EventId, Readonly<Record<string, string>>>>> = {
  requestQuote: { reason: "Two more lenses" },
  dropQuote: { reason: "Covered by the contract" },
  sendQuote: { quoteVersionId: "01890a5d-ac96-774b-bcce-b302099a8057" },
  acceptQuote: { quoteVersionId: "01890a5d-ac96-774b-bcce-b302099a8057" },
  rejectQuote: { quoteVersionId: "01890a5d-ac96-774b-bcce-b302099a8057", reason: "Too dear" },
  withdrawQuote: { reason: "Wrong currency" },
  reviseQuote: { reason: "Leave out the case" },
  returnToModelling: { reason: "Hinge is off" },
  reopen: { reason: "Wrong tint after all" },
  requestRevision: { code: "colour", reason: "Warmer brown" },
  reportError: { reason: "Scan is unreadable" },
  cancel: { reason: "Not in the collection any more" },
};

const EVENTS = [...new Set(TABLE.map(([event]) => event))];

function toOf(to: To, s: Situation): Place {
  if (to === "quote_resume") return s.quoteResume as Place;
  if (to === "quote_resume, begun") {
    return s.quoteResume === "analysis_complete" ? "processing_addition" : (s.quoteResume as Place);
  }
  if (to !== "error_resume") return to;
  return s.errorResume === "quote_sent" && !s.quoteOpen ? "quote_requested" : (s.errorResume as Place);
}

/** Where the table says an event leads for a role, or null. */
function expected(s: Situation, event: EventId, role: Role): Place | null {
  const row = TABLE.find(([name, from]) => name === event && from.includes(s.place));
  if (!row || PREMISE[event]?.(s) === false) return null;
  const may = row[3].some((who) => {
    const [name, condition] = who.split(": ");
    return name === role && (condition === undefined || HOLDS[condition]?.(s));
  });
  return may ? toOf(row[2], s) : null;
}

type Resumes = { quoteResume: State | null; errorResume: State | null };

/** Every resume a place can carry: a quote's, an error's, and a quote's inside an error's. */
function resumesOf(place: Place): Resumes[] {
  if (place.startsWith("quote_")) return QUOTABLE.map((quoteResume) => ({ quoteResume, errorResume: null }));
  if (place !== "error") return [{ quoteResume: null, errorResume: null }];
  return [
    { quoteResume: null, errorResume: "pending_analysis" },
    ...QUOTABLE.map((errorResume) => ({ quoteResume: null, errorResume })),
    ...(["quote_requested", "quote_sent", "quote_accepted", "quote_rejected"] as const).flatMap(
      (errorResume) => QUOTABLE.map((quoteResume) => ({ quoteResume, errorResume })),
    ),
  ];
}

const BOTH = [true, false];

function situationsOf(place: Place): Situation[] {
  return resumesOf(place).flatMap((resumes) =>
    BOTH.flatMap((quoteOpen) =>
      BOTH.flatMap((modellingBegun) =>
        BOTH.flatMap((replaced) =>
          BOTH.map((withinApprovalLimit) =>
            Object.freeze({
              ...resumes,
              place,
              quoteOpen,
              modellingBegun,
              replaced,
              withinApprovalLimit,
              productionBegun: true,
              revision: 1,
              blockingFlag: false,
              modelMissing: false,
              latest: null,
            }),
          ),
        ),
      ),
    ),
  );
}

const sorted = (events: readonly EventId[]) => [...events].sort().join(" ");

const by = (role: Role): By => ({ role, id: "someone", at: new Date("2026-03-02T10:00:00Z") });

describe.each(PLACES)("%s", (place) => {
  it.each(ROLES)("does for %s what domain.md says, with every resume, and refuses the rest", (role) => {
    const wrong: unknown[] = [];
    for (const situation of situationsOf(place)) {
      const possible = EVENTS.filter((event) => expected(situation, event, role) !== null);
      const menu = permittedEvents(situation, by(role));
      if (sorted(menu) !== sorted(possible)) wrong.push({ situation, menu, possible });
      for (const event of EVENTS) {
        const to = expected(situation, event, role);
        const decision = decide(situation, { type: event, input: INPUT[event] }, by(role));
        const right = decision.ok
          ? decision.to === to && decision.from === place && decision.event === event
          : to === null && decision.code !== "needs_input" && sorted(decision.possible) === sorted(possible);
        if (!right) wrong.push({ situation, event, to, decision });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the inputs of the table", () => {
  const anywhere = PLACES.flatMap(situationsOf);
  const cases = Object.entries(INPUT).flatMap(([event, input]) =>
    Object.keys(input).map((field) => ({ event: event as EventId, field, input })),
  );

  it.each(cases)("$event needs its $field", ({ event, field, input }) => {
    const { [field]: _, ...rest } = input;
    const role = ROLES.find((r) => anywhere.some((s) => expected(s, event, r) !== null)) as Role;
    const situation = anywhere.find((s) => expected(s, event, role) !== null) as Situation;
    const decision = decide(situation, { type: event, input: rest }, by(role));
    expect(decision).toMatchObject({ ok: false, code: "needs_input", faults: [{ field }] });
  });
});
