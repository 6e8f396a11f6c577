/** The query of a page's address as Next gives it. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One value of a query; of a repeated one the first. */
export function one(query: Awaited<Query>, name: string): string | undefined {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** A value of a query that has to be one of these; anything else is the first of them. */
export function oneOf<T extends string>(value: string | undefined, all: readonly [T, ...T[]]): T {
  return all.find((known) => known === value) ?? all[0];
}

/** An address with a query; empty and absent values are left out. */
export function address(path: string, query: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
