import { transition } from "xstate";
import type { Carried, Context, Effect } from "./carried";
import { machine } from "./machine";
import { EVENTS, type EventId, type Place, placeOf, type State } from "./states";

/** What the machine answers to one event. */
export type Stepped = { readonly to: Place; readonly carried: Carried; readonly effects: readonly Effect[] };

const EFFECTS: ReadonlySet<string> = new Set<Effect>([
  "withdrawQuoteLine",
  "reopenQuoteLine",
  "createReplacement",
  "leaveCatalogues",
  "lapseCancellationRequest",
]);

/** What is known so far of one way to stand: single answers, and all of them once somebody asked for all. */
type Known = {
  readonly answers: Map<EventId, Stepped | null>;
  possible: readonly (readonly [EventId, Stepped])[] | null;
};

/** A bulk of thousands stands in few different ways, so answers are kept; the bound only guards memory. */
const kept = new Map<string, Known>();
const MOST_KEPT = 5_000;

/** Asks the machine what `event` does in `place`; null where it is not possible there. Pure, and cached. */
export function step(place: Place, context: Context, event: EventId): Stepped | null {
  return answer(knownOf(place, context), place, context, event);
}

/** Every event that is possible in `place`, with what it does, in the order of domain.md. */
export function stepsFrom(place: Place, context: Context): readonly (readonly [EventId, Stepped])[] {
  const known = knownOf(place, context);
  known.possible ??= EVENTS.flatMap((event) => {
    const stepped = answer(known, place, context, event);
    return stepped ? [[event, stepped] as const] : [];
  });
  return known.possible;
}

function knownOf(place: Place, context: Context): Known {
  const key = `${place} ${carriedKey(context)} ${context.quoteOpen} ${context.replaced} ${undoKey(context)}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const fresh: Known = { answers: new Map(), possible: null };
  kept.set(key, fresh);
  return fresh;
}

function answer({ answers }: Known, place: Place, context: Context, event: EventId): Stepped | null {
  let stepped = answers.get(event);
  if (stepped === undefined) {
    stepped = ask(place, context, event);
    answers.set(event, stepped);
  }
  return stepped;
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

function undoKey({ undo }: Context): string {
  return undo ? `${undo.event},${undo.from},${carriedKey(undo.before)}` : "";
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
