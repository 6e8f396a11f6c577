import type { EventId, Place } from "@/lib/lifecycle/states";

/** Kinds of actor, a customer by the role in its organisation. Source: domain.md, "People". */
export const ROLES = [
  "customer_admin",
  "customer_member",
  "customer_validator",
  "ops",
  "admin",
  "stakeholder",
  "system",
] as const;
export type Role = (typeof ROLES)[number];

/** The role inside a sentence ("done by …"). */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  customer_admin: "a customer admin",
  customer_member: "a team member",
  customer_validator: "a reviewer",
  ops: "production staff",
  admin: "an administrator",
  stakeholder: "a stakeholder",
  system: "the system",
};

/** What a condition looks at; read in the same transaction as the change. */
export type EventFacts = {
  readonly place: Place;
  readonly modellingBegun: boolean;
  /** The price of the variant's line is within the person's approval limit; false where none was set. */
  readonly withinApprovalLimit: boolean;
  /** The latest step was this person's, at most ten minutes ago, with nothing since. */
  readonly undoIsOwnAndFresh: boolean;
};

/** A right that holds only sometimes: in code, and in words that follow "only". */
export type Condition = { readonly holds: (facts: EventFacts) => boolean; readonly words: string };
type Rule = true | Condition;

const untilModelling: Condition = {
  holds: (facts) => !facts.modellingBegun,
  words: "until modelling has begun; afterwards ask for a cancellation",
};
const withinLimit: Condition = {
  holds: (facts) => facts.withinApprovalLimit,
  words: "within your approval limit",
};
const notFromLateError: Condition = {
  holds: (facts) => facts.place !== "error" || !facts.modellingBegun,
  words: "where no error stopped it after modelling had begun",
};
const afterAcceptance: Condition = {
  holds: (facts) => facts.place === "quote_accepted",
  words: "right after the quote was accepted",
};
const ownAndFresh: Condition = {
  holds: (facts) => facts.undoIsOwnAndFresh,
  words: "for a step you made yourself, within 10 minutes and before anything else happened",
};

const producer = { ops: true, admin: true } as const;
const decider = {
  customer_admin: true,
  customer_member: withinLimit,
  customer_validator: withinLimit,
} as const;
const reviewer = { customer_admin: true, customer_validator: true } as const;

/** Who may send which event. A role that is not named may not. Source: domain.md, "Transitions", column who. */
export const EVENT_RIGHTS: Readonly<Record<EventId, Readonly<Partial<Record<Role, Rule>>>>> = {
  confirmFeasibility: producer,
  requestQuote: producer,
  dropQuote: producer,
  sendQuote: producer,
  acceptQuote: decider,
  rejectQuote: decider,
  withdrawQuote: producer,
  expireQuote: { system: true },
  reviseQuote: { customer_admin: true, customer_member: true, ...producer },
  startProduction: { ...producer, system: afterAcceptance },
  assignToBatch: producer,
  startModelling: producer,
  freeze: producer,
  returnToModelling: producer,
  complete: producer,
  validate: reviewer,
  reopen: { customer_admin: true, ...producer },
  requestRevision: reviewer,
  reportError: { ...producer, system: true },
  retry: producer,
  cancel: { customer_admin: untilModelling, ...producer },
  reorder: { customer_admin: notFromLateError, customer_member: notFromLateError, ...producer },
  undo: {
    customer_admin: ownAndFresh,
    customer_member: ownAndFresh,
    customer_validator: ownAndFresh,
    ops: ownAndFresh,
    admin: true,
  },
};

/** Whether a role may ever send an event, whatever the facts. */
export function mayEver(role: Role, event: EventId): boolean {
  return EVENT_RIGHTS[event][role] !== undefined;
}

/** Whether a role may send an event here and now. */
export function mayEvent(role: Role, event: EventId, facts: EventFacts): boolean {
  const rule = EVENT_RIGHTS[event][role];
  return rule === true || (rule?.holds(facts) ?? false);
}

/** The condition that stands between a role and an event, in words; null where there is none. */
export function conditionOf(role: Role, event: EventId): string | null {
  const rule = EVENT_RIGHTS[event][role];
  return rule === undefined || rule === true ? null : rule.words;
}

/** Everything else that somebody may or may not do. */
export const CAPABILITIES = [
  "placeOrder",
  "correctOrder",
  "importOrder",
  "downloadReport",
  "share",
  "publish",
  "manageUsers",
  "attachFiles",
  "comment",
  "openTicket",
  "acknowledgeAlert",
  "requestCancellation",
  "assign",
  "manageBatches",
  "manageQuotes",
  "manageModels",
  "makeApiTokens",
  "seeInternalNotes",
  "seePrices",
  "seePersonNames",
  "editPolicy",
  "editCalendar",
  "readMailbox",
  "correct",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

const customers = ["customer_admin", "customer_member", "customer_validator"] as const;
const orderers = ["customer_admin", "customer_member", "ops", "admin"] as const;

/** Who may do what besides events. Source: domain.md, "People". */
export const CAPABILITY_RIGHTS: Readonly<Record<Capability, readonly Role[]>> = {
  placeOrder: orderers,
  /** Customers only until analysis is complete: see `mayCorrectOrder`. */
  correctOrder: orderers,
  importOrder: orderers,
  downloadReport: [...customers, "ops", "admin"],
  share: ["customer_admin", "customer_member"],
  publish: ["customer_admin"],
  /** A customer admin those of its organisation, an administrator everybody. */
  manageUsers: ["customer_admin", "admin"],
  attachFiles: orderers,
  comment: orderers,
  openTicket: orderers,
  /** Acknowledge and snooze; to assign one is `assign`. */
  acknowledgeAlert: orderers,
  requestCancellation: ["customer_admin"],
  assign: ["ops", "admin"],
  manageBatches: ["ops", "admin"],
  manageQuotes: ["ops", "admin"],
  manageModels: ["ops", "admin"],
  /** For programs that do here what their owner may. */
  makeApiTokens: ["ops", "admin"],
  seeInternalNotes: ["ops", "admin"],
  seePrices: [...customers, "ops", "admin"],
  /** Of the producer's people a customer sees names only where its organisation shows them. */
  seePersonNames: [...customers, "ops", "admin"],
  editPolicy: ["admin"],
  editCalendar: ["admin"],
  readMailbox: ["admin"],
  correct: ["admin"],
};

/** Whether a role has a capability. Tenancy is a separate question, answered by the query's scope. */
export function can(role: Role, capability: Capability): boolean {
  return CAPABILITY_RIGHTS[capability].includes(role);
}

/** Until analysis is complete customers correct what they ordered, afterwards ops do. Source: domain.md, "Things". */
export function mayCorrectOrder(role: Role, place: Place): boolean {
  if (!can(role, "correctOrder")) return false;
  return role === "ops" || role === "admin" || place === "pending_analysis";
}
