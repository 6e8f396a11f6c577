import { META } from "@/lib/lifecycle/meta";
import { searchWords, type WorkFilter } from "./work-filter";

/** What a list of work shows: a state, or several. */
export function workTitle({ state }: Pick<WorkFilter, "state">): string {
  if (state === "all") return "Everything";
  return state === "open" ? "All our work" : META[state].label;
}

export const WORK_DELAY_WORDS = { late: "Late", any: "Late or at risk" } as const;

/**
 * "Working on 3D Assets, late, assigned to Marta Lindqvist": what a list of work is narrowed to beside its organisation
 * and batch; null where it is narrowed to nothing. `assignee` is the person's name.
 */
export function workWords(filter: WorkFilter, assignee: string | null): string | null {
  const { state, delay, complexity } = filter;
  const search = searchWords(filter);
  const parts = [
    ...(state === "all" ? [] : [workTitle(filter)]),
    ...(delay ? [WORK_DELAY_WORDS[delay].toLowerCase()] : []),
    ...(complexity ? [complexity] : []),
    ...(filter.assignee ? [assigned(filter.assignee === "nobody" ? "nobody" : assignee)] : []),
    ...(search ? [`found by “${search}”`] : []),
  ];
  const words = parts.join(", ");
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : null;
}

const assigned = (name: string | null) => `assigned to ${name ?? "an unknown person"}`;
