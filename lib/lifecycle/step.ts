import { transition } from "xstate";
import type { Carried, Context, Effect } from "./carried";
import { machine } from "./machine";
import { type EventId, type Place, placeOf, type State } from "./states";

/** What the machine answers to one event. */
export type Stepped = { readonly to: Place; readonly carried: Carried; readonly effects: readonly Effect[] };

const EFFECTS: ReadonlySet<string> = new Set<Effect>([
  "withdrawQuoteLine",
  "reopenQuoteLine",
  "createReplacement",
  "leaveCatalogues",
  "lapseCancellationRequest",
]);

/** A bulk of thousands asks the same few questions, so answers are kept; the bound only guards memory. */
const answers = new Map<string, Stepped | null>();
const MOST_ANSWERS = 20_000;

/** Asks the machine what `event` does in `place`; null where it is not possible there. Pure, and cached. */
export function step(place: Place, context: Context, event: EventId): Stepped | null {
  const key = keyOf(place, context, event);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask(place, context, event);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(key, answer);
  return answer;
}

function ask(place: Place, context: Context, event: EventId): Stepped | null {
  const snapshot = machine.resolveState({ value: machineValue(place), context });
  if (!snapshot.can({ type: event })) return null;
  const [next, actions] = transition(machine, snapshot, { type: event });
  const { quoteResume, errorResume, revision, productionBegun, modellingBegun } = next.context;
  return {
    to: placeOfValue(next.value),
    carried: { quoteResume, errorResume, revision, productionBegun, modellingBegun },
    effects: [...new Set(actions.map((action) => action.type).filter(isEffect))],
  };
}

function keyOf(place: Place, context: Context, event: EventId): string {
  const undo = event === "undo" ? context.undo : null;
  const before = undo ? `${undo.event},${undo.from},${carriedKey(undo.before)}` : "";
  return `${event},${place},${carriedKey(context)},${context.quoteOpen},${context.replaced},${before}`;
}

function carriedKey(c: Carried): string {
  return `${c.quoteResume},${c.errorResume},${c.revision},${c.productionBegun},${c.modellingBegun}`;
}

function isEffect(type: string): type is Effect {
  return EFFECTS.has(type);
}

function machineValue(place: Place) {
  if (place === "validated") return { completed: "validated" } as const;
  return place === "completed" ? ({ completed: "pending" } as const) : place;
}

function placeOfValue(value: State | { completed?: "pending" | "validated" }): Place {
  return typeof value === "string" ? value : placeOf("completed", value.completed ?? null);
}
