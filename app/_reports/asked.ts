import type { CustomerActor, ProducerActor, Tx } from "@/lib/access/actor";
import { notFound, parse, Refusal } from "@/lib/access/errors";
import { filterNames } from "@/lib/insights/filter-choices";
import { PLACES } from "@/lib/lifecycle/states";
import { REPORT_FORMATS, REPORT_TYPES, type ReportFormat, type ReportType } from "@/lib/reports/report";
import {
  type Narrowed,
  type Scope,
  scopeOfBatches,
  scopeOfEverything,
  scopeOfOrder,
  scopeOfOrganisation,
} from "@/lib/reports/scope";
import { VARIANT_FILTERS } from "@/lib/variants/filters";
import { WORK_STATES, workFilterSchema } from "@/lib/variants/work-filter";
import { workWords } from "@/lib/variants/work-words";

type Reader = CustomerActor | ProducerActor;

/** Finds what a report is of, inside the transaction that reads it. */
export type Find = (tx: Tx) => Promise<Scope>;

/** What of an address names what its report is of: everything but the kind of file. */
export const SCOPE_KEYS = [
  ...(["batch", "order", "organisation", "show", "place"] as const),
  ...(["state", "q", "delay", "organisationId", "batchId", "assignee", "complexity"] as const),
];

/** What the query names; throws a Refusal that names what is wrong with it. */
export function askedFile(address: string): { type: ReportType; format: ReportFormat } {
  const query = new URL(address).searchParams;
  return { type: oneOf(query, "type", REPORT_TYPES), format: oneOf(query, "format", REPORT_FORMATS) };
}

/**
 * Of what an address asks for a report: `batch` (again and again), `order`, or neither for all that the organisation
 * has. The producer names an `organisation`, or means all of them; the console's address names a batch and an
 * organisation its own way.
 */
export function askedScope(actor: Reader, query: URLSearchParams): Find {
  const batches = [...query.getAll("batch"), ...query.getAll("batchId")];
  const order = query.get("order");
  const organisation =
    actor.kind === "customer"
      ? actor.organisationId
      : (query.get("organisation") ?? query.get("organisationId"));
  if (batches.length > 0) return (tx) => batchesOf(tx, organisation, batches);
  if (order) return (tx) => scopeOfOrder(tx, order);
  return organisation ? (tx) => scopeOfOrganisation(tx, organisation) : scopeOfEverything;
}

/** Batches of an organisation, where one is named: a list that is narrowed to another's batch shows nothing. */
async function batchesOf(tx: Tx, organisation: string | null, batches: string[]): Promise<Scope> {
  const scope = await scopeOfBatches(tx, batches);
  if (organisation && scope.organisationId !== organisation) throw notFound("This batch");
  return scope;
}

/**
 * `find`, narrowed as the query says: by `show` and `place` as lists of variants are, or for the producer by `state` and
 * what stands beside it in the console's address. Throws a Refusal that names what is wrong with it.
 */
export function narrowedAsAsked(actor: Reader, query: URLSearchParams, find: Find, at: Date): Find {
  return async (tx) => {
    const scope = await find(tx);
    const only =
      actor.kind !== "customer" && query.has("state") ? await askedWork(tx, query, at) : askedList(query, at);
    return only ? { ...scope, only } : scope;
  };
}

async function askedWork(tx: Tx, query: URLSearchParams, at: Date): Promise<Narrowed | null> {
  const given = (name: string) => query.get(name) || undefined;
  const work = parse(workFilterSchema, {
    state: oneOf(query, "state", WORK_STATES),
    search: given("q"),
    ...Object.fromEntries(
      ["delay", "organisationId", "batchId", "assignee", "complexity"].map((name) => [name, given(name)]),
    ),
  });
  const words = workWords(work, (await filterNames(tx, work)).assignee);
  return words === null ? null : { work, words, at };
}

function askedList(query: URLSearchParams, at: Date): Narrowed | null {
  const place = query.get("place") ? oneOf(query, "place", PLACES) : null;
  const filter = query.get("show") ? oneOf(query, "show", VARIANT_FILTERS) : "all";
  return filter === "all" && !place ? null : { filter, place, at };
}

function oneOf<T extends string>(query: URLSearchParams, name: string, all: readonly [T, ...T[]]): T {
  const given = query.get(name);
  const found = all.find((value) => value === given);
  if (found) return found;
  throw new Refusal("invalid", `${name} must be ${listed(all)}, not "${(given ?? "").slice(0, 40)}".`);
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
