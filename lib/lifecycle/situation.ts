import type { EventFacts, Role } from "@/lib/access/permissions";
import type { Carried, Context, Undone } from "./carried";
import { isUndoable } from "./events";
import type { NeedFacts } from "./needs";
import type { Place } from "./states";

/** The latest step of a variant that was not undone yet, which is what an undo takes back. */
export type Latest = Undone & {
  /** Who made it; null for the system. */
  readonly actorId: string | null;
  readonly at: Date;
  /** It is the newest row of the history. */
  readonly nothingSince: boolean;
};

/** Everything a decision rests on, read in the transaction that will write the step. */
export type Situation = Carried & {
  readonly place: Place;
  /**
   * The quote version the variant waits on is open and still valid, `false` where there is none. After a cancel or
   * withdrawal that might be undone: whether it would be with this line pending again.
   */
  readonly quoteOpen: boolean;
  /** A replacement of it exists. */
  readonly replaced: boolean;
  /** An open quality flag blocks it. */
  readonly blockingFlag: boolean;
  /** Models are kept, and this revision has none. */
  readonly modelMissing: boolean;
  /** Its price is within the approval limit of who decides; `false` where no limit was set. */
  readonly withinApprovalLimit: boolean;
  readonly latest: Latest | null;
};

/** Who acts, and when. `id` is null for the system. */
export type By = { readonly role: Role; readonly id: string | null; readonly at: Date };

const UNDO_WITHIN = 10 * 60_000;

/** The facts that decide what an event needs, for building its form with `needsOf`. */
export function needFacts(situation: Situation, by: By): NeedFacts {
  const { productionBegun, modelMissing, blockingFlag } = situation;
  return {
    productionBegun,
    modelMissing,
    blockingFlag,
    undoIsOwnAndFresh: isOwnAndFresh(situation.latest, by),
  };
}

/** The facts that permissions look at. */
export function eventFacts(situation: Situation, by: By): EventFacts {
  const { place, modellingBegun, withinApprovalLimit } = situation;
  return {
    place,
    modellingBegun,
    withinApprovalLimit,
    undoIsOwnAndFresh: isOwnAndFresh(situation.latest, by),
  };
}

function isOwnAndFresh(latest: Latest | null, by: By): boolean {
  if (latest === null || by.id === null || latest.actorId !== by.id || !latest.nothingSince) return false;
  return by.at.getTime() - latest.at.getTime() <= UNDO_WITHIN;
}

/** What the variant carries, by itself. */
export function carriedOf({
  quoteResume,
  errorResume,
  revision,
  productionBegun,
  modellingBegun,
}: Carried): Carried {
  return { quoteResume, errorResume, revision, productionBegun, modellingBegun };
}

/** What the machine needs to know. */
export function contextOf(situation: Situation): Context {
  const { quoteOpen, replaced, latest } = situation;
  const undo = latest && isUndoable(latest.event) ? latest : null;
  return { ...carriedOf(situation), quoteOpen, replaced, undo };
}
