import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { literally } from "@/lib/paging/literally";
import { placeArray, placesOfWork, searchWords, type WorkFilter, workCondition } from "./work-filter";

/** A search that finds more than this is read along the list itself instead of being gathered first. */
export const MANY_FOUND = 5_000;

/** How a search narrows variants `v` of organisation `o`, and whether it finds many. Without a search, nothing. */
export interface WorkSearch {
  condition: SQL;
  given: boolean;
  many: boolean;
}

/** Looks how much a filter's search finds, so that each kind is read by what serves it. */
export async function lookAhead(tx: Tx, filter: WorkFilter): Promise<WorkSearch> {
  const words = searchWords(filter);
  if (!words) return { condition: sql``, given: false, many: false };
  const scope = filter.organisationId ? sql`where o.id = ${filter.organisationId}` : sql``;
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from organisations o cross join lateral ${gatheredBy(words)} f ${scope} limit ${MANY_FOUND + 1}) found`);
  const many = (row?.n ?? 0) > MANY_FOUND;
  const condition = many ? sql`and ${isFound(words)}` : sql`and v.id in ${gatheredBy(words)}`;
  return { condition, given: true, many };
}

/** All of a filter but its organisation, as a condition on variants `v` that are read whole. */
export function workWithin(filter: WorkFilter, now: Date): SQL {
  const words = searchWords(filter);
  return sql`v.place = any(${placeArray(placesOfWork(filter))}) and ${workCondition(filter, now)}
    ${words ? sql`and ${isFound(words)}` : sql``}`;
}

const startsSku = (words: string, alias: SQL) =>
  sql`${alias}.sku_key >= ${words} and ${alias}.sku_key < ${`${words}\u{10FFFF}`}`;

/** The beginning of the name, or of a word in it. */
function startsName(words: string): SQL {
  const pattern = literally(words);
  return sql`(lower(n.name) like ${`${pattern}%`} or lower(n.name) like ${`% ${pattern}%`})`;
}

/** For few: each kind by the index that serves it. */
function gatheredBy(words: string): SQL {
  return sql`(
    select s.id from variants s where s.organisation_id = o.id and ${startsSku(words, sql`s`)}
    union select s.id from products n join variants s on s.organisation_id = n.organisation_id and s.product_id = n.id
      where n.organisation_id = o.id and ${startsName(words)}
    union select s.id from batches n join variants s on s.organisation_id = n.organisation_id and s.batch_id = n.id
      where n.organisation_id = o.id and ${startsName(words)})`;
}

/** For many: asked of one variant after the other, in the order of the list. */
function isFound(words: string): SQL {
  return sql`(${startsSku(words, sql`v`)}
    or exists (select 1 from products n where n.organisation_id = v.organisation_id and n.id = v.product_id and ${startsName(words)})
    or exists (select 1 from batches n where n.organisation_id = v.organisation_id and n.id = v.batch_id and ${startsName(words)}))`;
}
