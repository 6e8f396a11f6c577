import { mayEvent, mayEver } from "@/lib/access/permissions";
import type { Carried, Effect } from "./carried";
import { type Fault, parseInput } from "./input";
import type { StepInput } from "./needs";
import { inputWords, notPermittedWords, notPossibleWords } from "./refusal";
import { type By, carriedOf, contextOf, eventFacts, needFacts, type Situation } from "./situation";
import type { EventId, Place } from "./states";
import { step, stepsFrom } from "./step";

export type { By, Latest, Situation } from "./situation";

/** An event with its raw input, an object of `StepInput`'s fields. */
export type Wish = { readonly type: EventId; readonly input?: unknown };

export type Decided = {
  readonly ok: true;
  readonly event: EventId;
  readonly from: Place;
  readonly to: Place;
  /** What the variant carries before and after the step. */
  readonly before: Carried;
  readonly after: Carried;
  /** What else the command does in the same transaction. */
  readonly effects: readonly Effect[];
  readonly input: StepInput;
};

export type Refused = {
  readonly ok: false;
  readonly code: "not_possible" | "not_permitted" | "needs_input";
  /** The state, the event and what is possible instead, as sentences. */
  readonly message: string;
  /** What this person can do here instead. */
  readonly possible: readonly EventId[];
  /** Per field, for `needs_input`; empty otherwise. */
  readonly faults: readonly Fault[];
};

export type Decision = Decided | Refused;

/**
 * Whether an event may happen to a variant, and what it leads to. Pure; changes nothing. Asks the machine (possible?),
 * the matrix (permitted?) and the needs (complete?). Source: domain.md, "Transitions".
 */
export function decide(situation: Situation, wish: Wish, by: By): Decision {
  const event = wish.type;
  if (!mayEver(by.role, event)) return refuse("not_permitted", situation, event, by);
  const stepped = step(situation.place, contextOf(situation), event);
  if (!stepped) return refuse("not_possible", situation, event, by);
  if (!mayEvent(by.role, event, eventFacts(situation, by)))
    return refuse("not_permitted", situation, event, by);
  const parsed = parseInput(event, needFacts(situation, by), by.role, wish.input);
  if (!parsed.ok) return refuse("needs_input", situation, event, by, parsed.faults);
  return {
    ok: true,
    event,
    from: situation.place,
    to: stepped.to,
    before: carriedOf(situation),
    after: stepped.carried,
    effects: stepped.effects,
    input: parsed.input,
  };
}

/** Every event this person may send here and now, in the order of domain.md; for menus and bulk bars. */
export function permittedEvents(situation: Situation, by: By): readonly EventId[] {
  const facts = eventFacts(situation, by);
  const possible = stepsFrom(situation.place, contextOf(situation)).map(([event]) => event);
  return possible.filter((event) => mayEvent(by.role, event, facts));
}

function refuse(
  code: Refused["code"],
  situation: Situation,
  event: EventId,
  by: By,
  faults: readonly Fault[] = [],
): Refused {
  const possible = permittedEvents(situation, by);
  const words = {
    not_possible: () => notPossibleWords(situation, event, possible),
    not_permitted: () => notPermittedWords(situation.place, event, by.role, possible),
    needs_input: () => inputWords(situation.place, event, faults),
  };
  return { ok: false, code, message: words[code](), possible, faults };
}
