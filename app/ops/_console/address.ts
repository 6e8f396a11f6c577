import { WORK_SORTS, type WorkSort } from "@/lib/variants/list-work";
import { type WorkFilter, workFilterSchema } from "@/lib/variants/work-filter";

/** What the console shows, as it stands in the address: Back works, and an address can be passed on. */
export interface View {
  filter: WorkFilter;
  sort: WorkSort;
  descending: boolean;
  from: string | undefined;
  size: number;
}

export const SIZES = [50, 100, 200];
export const FILTER_KEYS = [
  "search",
  "delay",
  "organisationId",
  "batchId",
  "assignee",
  "complexity",
] as const;

/** Reads the address; what does not fit is left out rather than answered with an error. */
export function readView(given: Record<string, string | string[] | undefined>): View {
  const one = (key: string) => {
    const value = given[key];
    return (Array.isArray(value) ? value[0] : value) || undefined;
  };
  const state = one("state") ?? (one("q") ? "all" : "open");
  let filter: WorkFilter = { state: "open" };
  for (const [key, value] of [
    ["state", state],
    ["search", one("q") ?? one("search")],
    ...FILTER_KEYS.slice(1).map((key) => [key, one(key)]),
  ]) {
    const tried = workFilterSchema.safeParse({ ...filter, [key as string]: value });
    if (tried.success) filter = tried.data;
  }
  const sort = WORK_SORTS.find((name) => name === one("sort")) ?? "since";
  return {
    filter,
    sort,
    descending: one("order") === "desc",
    from: one("from"),
    size: SIZES.find((size) => String(size) === one("size")) ?? 50,
  };
}

/** The address of a view with some of it changed; a changed filter begins at the first page. */
export function addressOf(
  view: View,
  change: Partial<Omit<View, "filter">> & { filter?: Partial<WorkFilter> },
): string {
  const filter = { ...view.filter, ...change.filter };
  const { sort, descending, size } = { ...view, ...change };
  const from = "from" in change ? change.from : undefined;
  const query = queryOf(filter);
  if (filter.state === "open") query.delete("state");
  if (sort !== "since") query.set("sort", sort);
  if (descending) query.set("order", "desc");
  if (size !== 50) query.set("size", String(size));
  if (from) query.set("from", from);
  const text = query.toString();
  return text ? `/ops?${text}` : "/ops";
}

/** How an address names a list of work, its state always among it: what reports on the list are asked for with. */
export function queryOf(filter: WorkFilter): URLSearchParams {
  const query = new URLSearchParams({ state: filter.state });
  for (const key of FILTER_KEYS) if (filter[key]) query.set(key === "search" ? "q" : key, filter[key]);
  return query;
}
