import { sql } from "drizzle-orm";
import type { Bounds, Vector } from "@/db/schema/models";
import type { Tx } from "@/lib/access/actor";
import type { Spot } from "./spots";

/** A model as screens take it. */
export interface ModelVersion {
  id: string;
  version: number;
  revision: number;
  name: string;
  size: number;
  triangles: number;
  bounds: Bounds;
  /** What was done. */
  note: string | null;
  createdAt: Date;
}

export interface Pin {
  number: number;
  /** The model it was put on. */
  modelId: string;
  spot: Spot | null;
  position: Vector;
  normal: Vector;
  note: string;
}

/** What was asked for in a revision request. */
export interface Request {
  code: string | null;
  words: string;
  at: Date;
  pins: Pin[];
}

/** One round of a variant: what was asked that began it (nothing for the first), and the latest model made for it. */
export interface Round {
  revision: number;
  asked: Request | null;
  model: ModelVersion | null;
}

/** The rounds of variants, the first one first; a request that was taken back counts for nothing. */
export async function roundsOf(
  tx: Tx,
  organisationId: string,
  variantIds: readonly string[],
): Promise<Map<string, Round[]>> {
  if (variantIds.length === 0) return new Map();
  const these = sql`organisation_id = ${organisationId} and variant_id = any(${`{${variantIds.join(",")}}`}::uuid[])`;
  const [found, requests, pins] = await Promise.all([
    tx.execute<ModelRow>(sql`
      select distinct on (variant_id, revision) variant_id, id, version, revision, name, size, triangles, bounds, note,
        created_at
      from models where ${these} order by variant_id, revision, version desc`),
    tx.execute<RequestRow>(sql`
      select id, variant_id, revision, reason, reason_code, at from transitions t
      where ${these} and event = 'requestRevision' and not exists (select 1 from transitions u
        where u.organisation_id = t.organisation_id and u.variant_id = t.variant_id and u.undoes = t.id)
      order by version`),
    tx.execute<PinRow>(sql`
      select transition_id, number, model_id, spot, position, normal, note from revision_pins where ${these} order by number`),
  ]);
  const rounds = new Map<string, Map<number, Round>>();
  const roundOf = (variantId: string, revision: number): Round => {
    const all = rounds.get(variantId) ?? new Map<number, Round>();
    rounds.set(variantId, all);
    const round = all.get(revision) ?? { revision, asked: null, model: null };
    all.set(revision, round);
    return round;
  };
  for (const row of found) roundOf(row.variant_id, row.revision).model = modelOf(row);
  for (const row of requests) {
    const own = pins.filter((pin) => pin.transition_id === row.id).map(pinOf);
    roundOf(row.variant_id, row.revision).asked = {
      code: row.reason_code,
      words: row.reason ?? "",
      at: new Date(row.at),
      pins: own,
    };
  }
  const inOrder = (all: Map<number, Round>) => [...all.values()].sort((a, b) => a.revision - b.revision);
  return new Map([...rounds].map(([variantId, all]) => [variantId, inOrder(all)]));
}

type ModelRow = Record<string, unknown> & {
  variant_id: string;
  id: string;
  version: number;
  revision: number;
  bounds: Bounds;
};
type RequestRow = {
  id: string;
  variant_id: string;
  revision: number;
  reason: string | null;
  reason_code: string | null;
  at: string;
};
type PinRow = {
  transition_id: string;
  number: number;
  model_id: string;
  spot: Spot | null;
  position: Vector;
  normal: Vector;
  note: string;
};

function modelOf(row: ModelRow): ModelVersion {
  return {
    id: row.id,
    version: row.version,
    revision: row.revision,
    name: row.name as string,
    size: row.size as number,
    triangles: row.triangles as number,
    bounds: row.bounds,
    note: row.note as string | null,
    createdAt: new Date(row.created_at as string),
  };
}

const pinOf = ({ number, model_id, spot, position, normal, note }: PinRow): Pin => ({
  number,
  modelId: model_id,
  spot,
  position,
  normal,
  note,
});
