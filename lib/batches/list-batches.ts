import { and, eq, ilike, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { batches, placeCounts } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { idSchema } from "@/lib/access/ids";
import type { PlaceCounts } from "@/lib/lifecycle/progress";
import { literally } from "@/lib/paging/literally";
import { keyText, type Page, paged, readKey, seek } from "@/lib/paging/page-key";
import { ACTIVE_PLACES, countsOf } from "./place-counts";

export interface BatchRow {
  id: string;
  name: string;
  createdAt: Date;
  requestedOn: string | null;
  promisedOn: string | null;
  counts: PlaceCounts;
}

/** Open: not everything active is validated. Waiting: something of it is on the customer's turn. */
export const BATCH_FILTERS = ["all", "open", "waiting", "finished"] as const;
export type BatchFilter = (typeof BATCH_FILTERS)[number];

export const BATCH_SORTS = ["open", "name", "complete", "newest"] as const;
export type BatchSort = (typeof BATCH_SORTS)[number];

const c = placeCounts;
/** Raw, since it stands in many places of each statement and is built for every request. */
const active = sql.raw(`coalesce(${ACTIVE_PLACES.map((place) => `place_counts.${place}`).join(" + ")}, 0)`);
const isOpen = sql`${active} > coalesce(${c.validated}, 0)`;
const waits = sql`coalesce(${c.quoteSent} + ${c.quoteRejected} + ${c.completed}, 0) > 0`;
const isFinished = sql`${active} > 0 and ${active} = ${c.validated}`;

const FILTERS: Record<BatchFilter, SQL | undefined> = {
  all: undefined,
  open: isOpen,
  waiting: waits,
  finished: isFinished,
};

const percent = sql<number>`case when ${active} = 0 then -1 else ${c.validated} * 100 / ${active} end`;
/** 1 where not everything active is validated: a batch joined with its counters. */
export const openFirst = sql<number>`case when ${isOpen} then 1 else 0 end`;
/** The oldest of the open ones is due next; of the finished ones the latest is of interest. */
const dueNext = sql<number>`(case when ${isOpen} then -1 else 1 end * extract(epoch from ${batches.createdAt}))::float8`;
/** Seconds since 1970 of its creation, exact enough for a page's key. */
export const age = sql<number>`extract(epoch from ${batches.createdAt})::float8`;

/** As the database lowers it, since the key is compared there. */
const lowerName = sql<string>`lower(${batches.name})`;

type SortedRow = BatchRow & {
  percent: number;
  openFirst: number;
  dueNext: number;
  age: number;
  lowerName: string;
};
const SORTS: Record<
  BatchSort,
  {
    columns: SQL[];
    descending: boolean;
    key: z.ZodType<(string | number)[]>;
    of: (row: SortedRow) => (string | number)[];
  }
> = {
  open: {
    columns: [openFirst, dueNext, sql`${batches.id}`],
    descending: true,
    key: z.tuple([z.int(), z.number(), idSchema]),
    of: (row) => [row.openFirst, row.dueNext, row.id],
  },
  name: {
    columns: [lowerName, sql`${batches.id}`],
    descending: false,
    key: z.tuple([keyText, idSchema]),
    of: (row) => [row.lowerName, row.id],
  },
  complete: {
    columns: [percent, sql`${batches.id}`],
    descending: true,
    key: z.tuple([z.int(), idSchema]),
    of: (row) => [row.percent, row.id],
  },
  newest: {
    columns: [age, sql`${batches.id}`],
    descending: true,
    key: z.tuple([z.number(), idSchema]),
    of: (row) => [row.age, row.id],
  },
};

/** Joins a batch with its counters. */
export const counted = and(
  eq(c.organisationId, batches.organisationId),
  eq(c.kind, "batch"),
  eq(c.subjectId, batches.id),
);

/** One page of an organisation's batches with their counters; merged ones are left out. */
export async function listBatches(
  tx: Tx,
  organisationId: string,
  wanted: {
    search?: string;
    filter?: BatchFilter;
    sort?: BatchSort;
    ids?: string[];
    from?: string;
    size: number;
  },
): Promise<Page<BatchRow>> {
  const sort = SORTS[wanted.sort ?? "open"];
  const key = readKey(wanted.from, sort.key);
  const { where, orderBy } = seek(sort, key);
  const found = await tx
    .select({
      id: batches.id,
      name: batches.name,
      createdAt: batches.createdAt,
      requestedOn: batches.requestedOn,
      promisedOn: batches.promisedOn,
      counts: placeCounts,
      percent,
      openFirst,
      dueNext,
      age,
      lowerName,
    })
    .from(batches)
    .leftJoin(c, counted)
    .where(
      and(
        eq(batches.organisationId, organisationId),
        isNull(batches.mergedInto),
        wanted.search ? ilike(batches.name, `%${literally(wanted.search)}%`) : undefined,
        FILTERS[wanted.filter ?? "all"],
        wanted.ids && inArray(batches.id, wanted.ids),
        where ?? undefined,
      ),
    )
    .orderBy(orderBy)
    .limit(wanted.size + 1);
  const rows = found.map((row) => ({ ...row, counts: countsOf(row.counts) }));
  return paged(rows, wanted.size, key, sort.of);
}

/** How many batches each filter would show, of those whose name holds the search. */
export async function countBatches(
  tx: Tx,
  organisationId: string,
  search?: string,
): Promise<Record<BatchFilter, number>> {
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      open: count(isOpen),
      waiting: count(waits),
      finished: count(isFinished),
    })
    .from(batches)
    .leftJoin(c, counted)
    .where(
      and(
        eq(batches.organisationId, organisationId),
        isNull(batches.mergedInto),
        search ? ilike(batches.name, `%${literally(search)}%`) : undefined,
      ),
    );
  return row ?? { all: 0, open: 0, waiting: 0, finished: 0 };
}
