import { asActor, type ProducerActor } from "@/lib/access/actor";
import type { WorkByState } from "@/lib/insights/work-by-state";
import { countWork, MOST_AT_ONCE } from "@/lib/variants/count-work";
import { placesOfWork, type WorkFilter } from "@/lib/variants/work-filter";
import { figure } from "@/lib/words/counts";

/** How many a filter matches, as the console says it. */
export interface Matches {
  /** Null where counting stopped early. */
  count: number | null;
  /** Something but the state is set. */
  narrowed: boolean;
  /** "127 match", "more than 5,000 match". */
  words: string;
  /** In figures, where all of them can be chosen at once; null where they cannot. */
  selectable: string | null;
  /** By SKU or limit, which no index keeps across organisations: only where few match. */
  sortable: boolean;
}

const SORTABLE = 20_000;

/** Counts what a filter matches: from the counters where only states are chosen, else by looking. */
export async function matchesOf(
  actor: ProducerActor,
  filter: WorkFilter,
  work: WorkByState,
  now: Date,
): Promise<Matches> {
  const { search, organisationId, batchId, assignee, complexity, delay } = filter;
  const narrowed = Boolean(search || organisationId || batchId || assignee || complexity || delay);
  const kept = narrowed ? null : placesOfWork(filter).reduce((sum, place) => sum + work.counts[place], 0);
  const { count, more } =
    kept === null
      ? await asActor(actor, (tx) => countWork(tx, filter, now), { readOnly: true })
      : { count: kept, more: false };
  return {
    count: more ? null : count,
    narrowed,
    words: more ? `more than ${figure(count)} match` : count === 1 ? "1 matches" : `${figure(count)} match`,
    selectable: count > 0 && !more && count <= MOST_AT_ONCE ? figure(count) : null,
    sortable: !more && count <= SORTABLE,
  };
}
