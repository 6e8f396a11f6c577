import type { Estimator } from "@/lib/forecast/estimator";
import type { HistoryEvent } from "@/lib/forecast/history";
import { type Cell, keysOf, LEVELS, SPENT } from "@/lib/forecast/learned-model";
import type { VariantHistory } from "@/lib/forecast/past-variants";
import { META } from "@/lib/lifecycle/meta";
import type { State } from "@/lib/lifecycle/states";

/** Situations of its kind, the latest, whose answers make a cell. */
const MEMBERS = 5;
/** Kinds kept at most, the most common first; the rest lean on larger groups. */
const MOST = 1500;
/** The last level stands for the longest seen. */
const LONGEST = 0.999;

interface Member {
  history: VariantHistory;
  length: number;
  at: number;
}

interface Group {
  count: number;
  state: State;
  brand: string | null;
  members: Member[];
  longest: number;
}

/**
 * Asks the estimator ahead for every kind of stay that history holds, with the workload there is now: of each kind its
 * latest situations, whose quantiles are averaged (Vincent 1912). `now` on the histories' axis.
 */
export function cellsOf(
  estimator: Estimator,
  histories: readonly VariantHistory[],
  now: number,
): Map<string, Cell> {
  const groups = groupsOf(histories, now);
  const ended = endedPerState(histories);
  const load = histories.filter((h) => !h.ended && h.watchedUntil === undefined).length;
  const cells = new Map<string, Cell>();
  const common = [...groups].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST);
  for (const [key, { state, brand, members, longest }] of common) {
    const left: number[][] = [];
    for (const spent of SPENT) {
      if (left.length > 0 && spent > longest) break;
      const answers = members.map((member) => answerOf(estimator, member, spent, load));
      if (answers.some((answer) => answer === null)) break;
      left.push(LEVELS.map((_, i) => mean(answers.map((answer) => answer![i]!))));
    }
    if (left.length > 0) cells.set(key, { n: ended.get(state) ?? 0, left, brand });
  }
  return cells;
}

const mean = (days: readonly number[]) =>
  Math.round((days.reduce((sum, d) => sum + d, 0) / days.length) * 1000) / 1000;

function answerOf(estimator: Estimator, member: Member, spent: number, load: number): number[] | null {
  const events: HistoryEvent[] = member.history.events.slice(0, member.length);
  const last = events.at(-1)!;
  events[events.length - 1] = { ...last, attributes: { ...last.attributes, load } };
  const estimate = estimator.remaining(events, last.at + spent);
  return estimate ? LEVELS.map((level) => estimate.quantile(Math.min(level, LONGEST))) : null;
}

function groupsOf(histories: readonly VariantHistory[], now: number): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const history of histories) {
    history.events.forEach(({ at }, i) => {
      const { place, quoteResume } = history.stays[i]!;
      const isWork = META[place].turn === "producer" && place !== "error";
      if (!isWork || (history.ended && i === history.events.length - 1)) return;
      const { brandId, complexity, customised } = history.variant;
      const state = place as State;
      const resume = state === "quote_accepted" || state === "quote_requested" ? quoteResume : null;
      const kind = { state, resume, brandId, complexity, customised, revised: history.revised };
      const member = { history, length: i + 1, at };
      const stay = (history.events[i + 1]?.at ?? now) - at;
      for (const [i, key] of keysOf(kind).entries()) {
        const brand = i === 0 ? brandId : null;
        const group = groups.get(key) ?? { count: 0, state, brand, members: [], longest: 0 };
        group.count += 1;
        group.longest = Math.max(group.longest, stay);
        groups.set(key, group);
        keepLatest(group.members, member);
      }
    });
  }
  return groups;
}

function keepLatest(members: Member[], member: Member): void {
  members.push(member);
  members.sort((a, b) => b.at - a.at);
  members.length = Math.min(members.length, MEMBERS);
}

/** What a batch completed in one go counts once: a hundred that moved together tell as much as one. */
function endedPerState(histories: readonly VariantHistory[]): Map<State, number> {
  const together = new Map<State, Set<string>>();
  for (const { ended, stays, variant } of histories) {
    if (!ended) continue;
    const end = `${variant.batchId} ${stays.at(-1)!.at}`;
    for (const { place } of stays) {
      const ends = together.get(place as State) ?? new Set();
      together.set(place as State, ends.add(end));
    }
  }
  return new Map([...together].map(([state, ends]) => [state, ends.size]));
}

/**
 * How far variants of a batch were done apart from each other: of those that ended, the share of days a batch ended some
 * (an extremal index by its clusters, Smith & Weissman 1994).
 */
export function apartOf(histories: readonly VariantHistory[]): number {
  const ended = histories.filter(({ ended }) => ended);
  const days = new Set(
    ended.map(({ variant, events }) => `${variant.batchId} ${Math.floor(events.at(-1)!.at)}`),
  );
  return days.size / Math.max(1, ended.length);
}
