import type { Role } from "@/lib/access/permissions";
import type { EventId } from "./states";

/** Why a revision is requested. Source: domain.md, `requestRevision`. */
export const REVISION_CODES = {
  geometry: "Geometry",
  proportions: "Proportions",
  colour: "Colour",
  material: "Material",
  lens: "Lens",
  texture: "Texture",
  other: "Other",
} as const;

/** Why a variant is cancelled; only the producer can find it not feasible. Source: domain.md, `confirmFeasibility`. */
export const CANCEL_CODES = {
  not_feasible: "Not feasible",
  no_longer_needed: "No longer needed",
  ordered_by_mistake: "Ordered by mistake",
  other: "Other",
} as const;

/** What decides whether an input is required. For a form over several variants: true where it is for any. */
export type NeedFacts = {
  readonly productionBegun: boolean;
  /** Models are kept, and this revision has none. */
  readonly modelMissing: boolean;
  /** A blocking quality flag is open. */
  readonly blockingFlag: boolean;
  readonly undoIsOwnAndFresh: boolean;
};

export type StepInput = {
  readonly reason: string | null;
  readonly code: string | null;
  readonly quoteVersionId: string | null;
  readonly batchId: string | null;
};

/** One field of the form of an event; `name` is its key in the input. */
export type Field = {
  readonly name: keyof StepInput;
  readonly kind: "words" | "choice" | "quoteVersion" | "batch";
  readonly label: string;
  readonly required: boolean;
  /** What to say when it is required and left empty. */
  readonly missing: string;
  /** The answers of a choice. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
};

const reason = (label: string, missing: string, required = true): Field => ({
  name: "reason",
  kind: "words",
  label,
  required,
  missing,
});

const choice = (
  label: string,
  missing: string,
  required: boolean,
  codes: Readonly<Record<string, string>>,
): Field => ({
  name: "code",
  kind: "choice",
  label,
  required,
  missing,
  options: Object.entries(codes).map(([value, words]) => ({ value, label: words })),
});

const quoteVersion = (missing: string): Field => ({
  name: "quoteVersionId",
  kind: "quoteVersion",
  label: "Quote version",
  required: true,
  missing,
});

const orderedBatch: Field = {
  name: "batchId",
  kind: "batch",
  label: "Batch (the ordered one unless you choose another)",
  required: false,
  missing: "",
};

function cancelCodes(role: Role): Readonly<Record<string, string>> {
  const { not_feasible, ...others } = CANCEL_CODES;
  return role === "ops" || role === "admin" ? { not_feasible, ...others } : others;
}

/** Every field an event can take, the ones it needs here marked as required. Source: domain.md, "Transitions", column needs. */
export function fieldsOf(event: EventId, facts: NeedFacts, role: Role): readonly Field[] {
  switch (event) {
    case "requestQuote":
      return [
        reason("Reason", "Production has begun, so say why a quote is needed now.", facts.productionBegun),
      ];
    case "dropQuote":
      return [reason("Reason", "Say why the quote is dropped.")];
    case "sendQuote":
      return [
        quoteVersion("Choose the quote version to send, with its price, currency and valid-until date."),
      ];
    case "acceptQuote":
      return [quoteVersion("Name the quote version you accept.")];
    case "rejectQuote":
      return [
        quoteVersion("Name the quote version you reject."),
        reason("Reason", "Say why you reject the quote."),
      ];
    case "withdrawQuote":
      return [reason("Reason", "Say why the quote is withdrawn.")];
    case "reviseQuote":
      return [reason("What should change", "Say what should change in the quote.")];
    case "assignToBatch":
      return [orderedBatch];
    case "returnToModelling":
      return [reason("Reason", "Say what has to be modelled again.")];
    case "complete":
      return [
        reason(
          "Why there is no model",
          "This revision has no model: add one, or say why there is none.",
          facts.modelMissing,
        ),
      ];
    case "validate":
      return [
        reason(
          "Why you validate it despite the flag",
          "A blocking quality flag is open: resolve it, or say why you validate it all the same.",
          facts.blockingFlag,
        ),
      ];
    case "reopen":
      return [reason("Reason", "Say why the review is opened again.")];
    case "requestRevision":
      return [
        choice("What it is about", "Choose what the revision is about.", true, REVISION_CODES),
        reason("What should change", "Describe what should change."),
      ];
    case "reportError":
      return [reason("What went wrong", "Say what went wrong.")];
    case "cancel":
      return [
        choice("Kind of reason", "Choose a kind of reason.", false, cancelCodes(role)),
        reason("Reason", "Say why it is cancelled."),
      ];
    case "undo":
      return [reason("Reason", "Say why this step is taken back.", !facts.undoIsOwnAndFresh)];
    case "confirmFeasibility":
    case "expireQuote":
    case "startProduction":
    case "startModelling":
    case "freeze":
    case "retry":
    case "reorder":
      return [];
  }
}

/** A reason for these is asked for only where it is required, though taken where it is given (a bulk mixes both). */
const ASKED_WHEN_REQUIRED: ReadonlySet<EventId> = new Set<EventId>(["complete", "validate", "undo"]);

/** The fields of the form an event needs here; empty where a click is enough. */
export function needsOf(event: EventId, facts: NeedFacts, role: Role): readonly Field[] {
  const fields = fieldsOf(event, facts, role);
  return ASKED_WHEN_REQUIRED.has(event) ? fields.filter((field) => field.required) : fields;
}
