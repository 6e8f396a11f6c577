import { conditionOf, EVENT_RIGHTS, ROLE_WORDS, ROLES, type Role } from "@/lib/access/permissions";
import { EVENT_META, isUndoable } from "./events";
import type { Fault } from "./input";
import { META } from "./meta";
import type { Situation } from "./situation";
import type { EventId, Place } from "./states";

const either = new Intl.ListFormat("en", { type: "disjunction" });

/** Says that an event does not exist in this state, why where there is more to it, and what is possible instead. */
export function notPossibleWords(situation: Situation, event: EventId, possible: readonly EventId[]): string {
  const { label } = META[situation.place];
  const why = whyNot(situation, event);
  return sentences(`“${EVENT_META[event].label}” is not possible in ${label}.`, why, instead(possible));
}

/** Says whose right it is, or under which condition, and what this person can do instead. */
export function notPermittedWords(
  place: Place,
  event: EventId,
  role: Role,
  possible: readonly EventId[],
): string {
  const name = `“${EVENT_META[event].label}” in ${META[place].label}`;
  const condition = conditionOf(role, event);
  const others = ROLES.filter((other) => EVENT_RIGHTS[event][other] !== undefined).map(
    (other) => ROLE_WORDS[other],
  );
  const whose = condition
    ? `${name} is open to you only ${condition}.`
    : `${name} is not open to you; it is for ${either.format(others)}.`;
  return sentences(whose, instead(possible));
}

/** Says what is missing or wrong in the input, one sentence for each fault. */
export function inputWords(place: Place, event: EventId, faults: readonly Fault[]): string {
  const faultWords = faults.map((fault) => fault.message).join(" ");
  return `“${EVENT_META[event].label}” in ${META[place].label} needs more: ${faultWords}`;
}

function whyNot({ place, quoteOpen, replaced, latest }: Situation, event: EventId): string | null {
  if (place === "quote_sent" && (event === "acceptQuote" || event === "rejectQuote")) {
    return "The quote is no longer open.";
  }
  if (place === "quote_sent" && event === "expireQuote") return "The quote is still valid.";
  if (event === "reorder" && replaced) return "It already has a replacement.";
  if (event !== "undo") return null;
  if (latest === null || latest.event === "order") return "There is no step to undo.";
  if (!isUndoable(latest.event))
    return `The latest step, “${EVENT_META[latest.event].done}”, cannot be undone.`;
  return latest.from === "quote_sent" && !quoteOpen
    ? "The quote it would return to is no longer open."
    : null;
}

function instead(possible: readonly EventId[]): string {
  if (possible.length === 0) return "There is nothing for you to do here now.";
  return `Possible here: ${either.format(possible.map((event) => EVENT_META[event].label))}.`;
}

function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" ");
}
