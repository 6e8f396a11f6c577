import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { type ModelScore, NOT_LOOKED_BACK } from "@/lib/forecast/look-back";
import type { BatchReplay } from "@/lib/forecast/replay-batches";

/** A batch whose dates were replayed, as learned by then and by the day limits alone. */
export interface ReplayedBatch extends BatchReplay {
  name: string;
  organisation: string;
  /** The same replay by the day limits alone; null where those never named a date that could be judged. */
  limits: BatchReplay | null;
}

export interface ForecastKept extends Pick<ModelScore, "methods" | "batchesAsked" | "learned" | "limits"> {
  /** Until when history was read, and how many cases had ended. */
  at: Date;
  cases: number;
  /** Until when it was looked back on how it did; null where that is still to come. */
  judgedAt: Date | null;
  /** Those ready last first. */
  batches: ReplayedBatch[];
}

/** How the latest estimator did on the producer's own past; null while nothing was learned. */
export async function forecastKept(tx: Tx): Promise<ForecastKept | null> {
  const [latest] = await tx.execute<{ at: string; cases: number; score: ModelScore }>(
    sql`select at, cases, score from learned_models order by version desc limit 1`,
  );
  if (!latest) return null;
  const judged = latest.score.at !== NOT_LOOKED_BACK.at;
  const [learned, limits] = [latest.score.learned.map(dated), latest.score.limits.map(dated)];
  const ids = [...new Set(learned.map(({ batchId }) => batchId))];
  const rows = await tx.execute<{ id: string; name: string; organisation: string }>(sql`
    select b.id, b.name, o.name as organisation from organisations o join batches b on b.organisation_id = o.id
    where b.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  const names = new Map(rows.map(({ id, ...names }) => [id, names]));
  const batches = learned.flatMap((replay): ReplayedBatch[] => {
    const named = names.get(replay.batchId);
    if (!named) return [];
    const same = ({ batchId, readyAt }: BatchReplay) =>
      batchId === replay.batchId && readyAt.getTime() === replay.readyAt.getTime();
    return [{ ...replay, ...named, limits: limits.find(same) ?? null }];
  });
  batches.sort((a, b) => b.readyAt.getTime() - a.readyAt.getTime());
  return {
    at: new Date(latest.at),
    cases: latest.cases,
    judgedAt: judged ? new Date(latest.score.at) : null,
    methods: latest.score.methods,
    batchesAsked: latest.score.batchesAsked ?? 0,
    learned,
    limits,
    batches,
  };
}

/** It was kept as JSON. */
const dated = (replay: BatchReplay): BatchReplay => ({ ...replay, readyAt: new Date(replay.readyAt) });
