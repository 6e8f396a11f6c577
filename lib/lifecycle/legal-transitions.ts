import type { Context } from "./carried";
import { isUndoable } from "./events";
import { type EventId, ORDER, type Place, type Step } from "./states";
import { step, stepsFrom } from "./step";

/** One row of the table that the database refuses by; `from` is null only for the order. */
export type LegalTransition = { readonly event: Step; readonly from: Place | null; readonly to: Place };

type Node = { readonly place: Place; readonly context: Context };

/**
 * Every (event, from, to) that can ever happen, found by walking the machine from the order on through every place and
 * every resume it can carry. An undo is legal from where an undoable step led, back to where that came from.
 */
export function legalTransitions(): readonly LegalTransition[] {
  rows ??= walk();
  return rows;
}

let rows: readonly LegalTransition[] | null = null;

function walk(): readonly LegalTransition[] {
  const found = new Map<string, LegalTransition>();
  const add = (row: LegalTransition) => found.set(`${row.event} ${row.from} ${row.to}`, row);
  const seen = new Set<string>();
  const waiting: Node[] = [{ place: "pending_analysis", context: ORDERED }];
  add({ event: ORDER, from: null, to: "pending_analysis" });
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const signature = JSON.stringify(node);
    if (seen.has(signature)) continue;
    seen.add(signature);
    for (const next of forward(node)) {
      add({ event: next.event, from: node.place, to: next.to.place });
      if (isUndoable(next.event)) add(undoOf(node, next.event, next.to));
      waiting.push(next.to);
    }
  }
  return [...found.values()];
}

const ORDERED: Context = {
  quoteResume: null,
  errorResume: null,
  revision: 0,
  productionBegun: false,
  modellingBegun: false,
  quoteOpen: false,
  replaced: false,
  undo: null,
};

/** Every forward step, whether or not the quote has been closed meanwhile. */
function forward({ place, context }: Node): { event: EventId; to: Node }[] {
  const asksForQuote = place === "quote_sent" || context.errorResume === "quote_sent";
  return (asksForQuote ? [true, false] : [true]).flatMap((quoteOpen) =>
    stepsFrom(place, { ...context, quoteOpen }).map(([event, answer]) => {
      // No step depends on these three, so they are held down to keep the walk short.
      const carried = { ...answer.carried, revision: 0, productionBegun: false, modellingBegun: false };
      const replaced = context.replaced || event === "reorder";
      return { event, to: { place: answer.to, context: { ...context, ...carried, replaced } } };
    }),
  );
}

function undoOf(from: Node, event: EventId, at: Node): LegalTransition {
  const { quoteOpen: _, replaced: __, undo: ___, ...before } = from.context;
  const back = step(
    at.place,
    { ...at.context, quoteOpen: true, undo: { event, from: from.place, before } },
    "undo",
  );
  if (back?.to !== from.place) throw new Error(`The machine cannot undo ${event} from ${from.place}.`);
  return { event: "undo", from: at.place, to: back.to };
}
