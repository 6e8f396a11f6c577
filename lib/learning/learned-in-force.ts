import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type Cell, cellOf, type LearnedModel } from "@/lib/forecast/learned-model";
import type { Situation } from "@/lib/forecast/policy-estimate";
import { type Complexity, limitsFor, type Policy } from "@/lib/lifecycle/policy";

type Part = { at: Date; apart: number; brands: string[]; cells: [string, Cell][] };

/** Parts by organisation and version; a version never changes. Models by the parts an actor may see. */
const parts = new Map<string, Part>();
const models = new Map<string, LearnedModel>();
const MOST = 200;

/**
 * What was learned last from the producer's history, as far as the actor may see it: the organisation's own part, for
 * the producer all. Null while nothing was learned.
 */
export const learnedInForce = (tx: Tx): Promise<LearnedModel | null> => latestOf(tx, sql`true`);

/** What was in force before that version, as far as it is still kept; null before the first. */
export const learnedBefore = (tx: Tx, version: number): Promise<LearnedModel | null> =>
  latestOf(tx, sql`version < ${version}`);

async function latestOf(tx: Tx, which: SQL): Promise<LearnedModel | null> {
  const [latest] = await tx.execute<{ version: number | null; ids: string[] | null }>(sql`
    select version, array_agg(organisation_id::text || ' ' || extract(epoch from at)::text order by organisation_id) as ids
    from learned_cells where version = (select max(version) from learned_cells where ${which}) group by version`);
  if (!latest?.version || !latest.ids) return null;
  const { version, ids } = latest;
  const key = `${version} ${ids.join()}`;
  let model = models.get(key);
  if (!model) {
    const missing = ids.filter((id) => !parts.has(`${version} ${id}`));
    if (missing.length > 0) await load(tx, version);
    model = merged(
      version,
      ids.map((id) => parts.get(`${version} ${id}`)).filter((part) => part !== undefined),
    );
    if (models.size >= MOST) models.clear();
    models.set(key, model);
  }
  return model;
}

async function load(tx: Tx, version: number): Promise<void> {
  type Row = {
    id: string;
    at: string;
    apart: number;
    brands: string[];
    cells: Record<string, Cell>;
  };
  const rows = await tx.execute<Row>(sql`
    select organisation_id::text || ' ' || extract(epoch from at)::text as id, at, apart, brands, cells
    from learned_cells where version = ${version}`);
  if (parts.size >= MOST) parts.clear();
  for (const { id, at, cells, ...row } of rows)
    parts.set(`${version} ${id}`, { ...row, at: new Date(at), cells: Object.entries(cells) });
}

function merged(version: number, all: readonly Part[]): LearnedModel {
  const [first] = all;
  return {
    version,
    at: first?.at ?? new Date(0),
    apart: first?.apart ?? 1,
    brands: new Set(all.flatMap(({ brands }) => brands)),
    cells: new Map(all.flatMap(({ cells }) => cells)),
  };
}

/** Where a variant stands, as its row keeps it. */
export type Standing = Omit<Situation, "limits" | "learned"> & {
  brandId: string;
  complexity: Complexity;
  customised: boolean;
  revision: number;
};

/** A variant as estimates take it: where it stands, the limits it has and what history says of its kind. */
export function situationOf(
  { policy, learned }: { policy: Policy; learned?: LearnedModel | null },
  variant: Standing,
): Situation {
  const { place, enteredAt, spent, quoteResume, quoteResumeSpent, brandId, complexity, customised } = variant;
  const kind = { brandId, complexity, customised, revised: variant.revision > 0 };
  const situation = {
    ...{ place, enteredAt, spent, quoteResume, quoteResumeSpent },
    limits: (state: Parameters<Situation["limits"]>[0]) => limitsFor(policy, state, variant),
  };
  if (!learned) return situation;
  return { ...situation, learned: (state, resume) => cellOf(learned, { ...kind, state, resume }) };
}
