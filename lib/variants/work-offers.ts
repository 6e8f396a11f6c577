import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { permittedEvents } from "@/lib/lifecycle/decide";
import type { By } from "@/lib/lifecycle/situation";
import type { EventId, Place, State } from "@/lib/lifecycle/states";
import { matching, workSearch } from "./count-work";
import type { WorkRow } from "./list-work";
import type { WorkFilter } from "./work-filter";

/** Variants that stand alike, so that the same can be done to them. */
export interface WorkKind {
  events: EventId[];
  /** Production has begun, so that some events need a reason. */
  begun: boolean;
}

type Standing = Pick<
  WorkRow,
  "place" | "quoteResume" | "errorResume" | "productionBegun" | "modellingBegun" | "replaced"
>;

/** Done to one variant (`undo`) or to a quote version as a whole, never to a selection. */
const NOT_IN_BULK: ReadonlySet<EventId> = new Set(["undo", "withdrawQuote"]);

/** The kinds these rows are of, and the kind of each row as its position in them. */
export function kindsOf(rows: readonly Standing[], by: By): { kinds: WorkKind[]; kindOf: number[] } {
  const positions = new Map<string, number>();
  const kinds: WorkKind[] = [];
  const kindOf = rows.map((row) => {
    const kind = kindFor(row, by);
    const key = `${kind.events} ${kind.begun}`;
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, kinds.length);
    return kinds.push(kind) - 1;
  });
  return { kinds, kindOf };
}

function kindFor(row: Standing, by: By): WorkKind {
  const situation = {
    ...row,
    revision: 0,
    quoteOpen: row.place === "quote_sent",
    blockingFlag: false,
    modelMissing: false,
    withinApprovalLimit: false,
    latest: null,
  };
  const events = permittedEvents(situation, by).filter((event) => !NOT_IN_BULK.has(event));
  return { events, begun: row.productionBegun };
}

/** What can be done to everything a filter matches. */
export interface WorkOffers {
  kinds: (WorkKind & { count: number })[];
  /** The only organisation they belong to; null where there are several. */
  organisationId: string | null;
  orders: number;
}

type Group = {
  place: Place;
  quote_resume: State | null;
  error_resume: State | null;
  production_begun: boolean;
  modelling_begun: boolean;
  replaced: boolean;
  n: number;
};

/** Groups what a filter matches by what can be done to it; reads all of it, so ask when all of it was chosen. */
export async function offersFor(tx: Tx, filter: WorkFilter, by: By): Promise<WorkOffers> {
  const search = await workSearch(tx, filter);
  const matched = matching(filter, search, by.at);
  const [groups, [spread]] = await Promise.all([
    tx.execute<Group>(sql`
      select v.place, v.quote_resume, v.error_resume, v.production_begun, v.modelling_begun, count(*)::int as n,
        v.place in ('quote_rejected', 'error', 'cancelled') and exists (select 1 from variants r
          where r.organisation_id = v.organisation_id and r.replaces_id = v.id) as replaced
      from ${matched} group by 1, 2, 3, 4, 5, 7`),
    tx.execute<{ organisations: number; one: string | null; orders: number }>(sql`
      select count(distinct v.organisation_id)::int as organisations, min(v.organisation_id::text) as one,
        count(distinct v.order_id)::int as orders from ${matched}`),
  ]);
  const kinds = groups.map((group) => ({
    ...kindFor(
      {
        place: group.place,
        quoteResume: group.quote_resume,
        errorResume: group.error_resume,
        productionBegun: group.production_begun,
        modellingBegun: group.modelling_begun,
        replaced: group.replaced,
      },
      by,
    ),
    count: group.n,
  }));
  return {
    kinds,
    organisationId: spread?.organisations === 1 ? spread.one : null,
    orders: spread?.orders ?? 0,
  };
}
