import { sql } from "drizzle-orm";
import { learnedCells, learnedModels } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { type Learned, type LearnFrom, learn } from "@/lib/forecast/learn";
import { LEAST_CASES, type ModelScore, NOT_LOOKED_BACK } from "@/lib/forecast/look-back";
import { rulesInForce } from "@/lib/variants/rules";
import { readPast } from "./read-past";

const system: Actor = { kind: "system", job: "learn" };
/** It is learned anew where something was completed since, at most so often: it takes seconds of a process. */
const EACH_MS = 3_600_000;
/** And so often it looks back on how it did, which takes far longer. */
const JUDGED_EACH_MS = 24 * 3_600_000;
const KEPT = 3;

/**
 * Learns from the history of all organisations what is due, and keeps it for each: its own brands, and all together.
 * Answers the new version; null where nothing is due or too little has ended. `how` is where the work is done.
 */
export async function learnModel(
  now: Date,
  how: (from: LearnFrom) => Promise<Learned | null> | Learned | null = learn,
): Promise<number | null> {
  const from = await asActor(
    system,
    async (tx): Promise<LearnFrom | null> => {
      if (!(await isDue(tx, now))) return null;
      const { calendar, policy } = await rulesInForce(tx);
      const score = await scoreOf(tx, now);
      return { variants: await readPast(tx, now), calendar, policy, now: now.getTime(), score };
    },
    { readOnly: true },
  );
  const learned = from && (await how(from));
  if (!learned) return null;
  return asActor(system, (tx) => keepLearned(tx, learned, now));
}

async function isDue(tx: Tx, now: Date): Promise<boolean> {
  const [found] = await tx.execute<{ due: boolean }>(sql`
    select case
      when m.at is null then ${LEAST_CASES} <= (select count(*) from variants where place in ('completed', 'validated'))
      when m.judged = ${NOT_LOOKED_BACK.at} then true
      when m.at > ${new Date(now.getTime() - EACH_MS).toISOString()} then false
      else exists (select 1 from organisations o join transitions t on t.organisation_id = o.id
        and t.at > m.at and t.event = 'complete') end as due
    from (select 1) one left join lateral
      (select at, (score ->> 'at')::bigint as judged from learned_models order by version desc limit 1) m on true`);
  return found?.due ?? false;
}

/** How the estimator did, where it looked back on that lately. */
async function scoreOf(tx: Tx, now: Date): Promise<ModelScore | null> {
  const [last] = await tx.execute<{ score: ModelScore }>(
    sql`select score from learned_models order by version desc limit 1`,
  );
  return last && last.score.at > now.getTime() - JUDGED_EACH_MS ? last.score : null;
}

/** Keeps for each organisation what was learned at a moment; answers its version. Only for the system. */
export async function keepLearned(tx: Tx, learned: Learned, at: Date): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('framewatch learned'))`);
  const { cases, apart, score } = learned;
  const [last] = await tx.execute<{ version: number }>(
    sql`select coalesce(max(version), 0) as version from learned_models`,
  );
  const version = (last?.version ?? 0) + 1;
  await tx.insert(learnedModels).values({ version, at, cases, score });
  const brands = await tx.execute<{ organisation_id: string; ids: string[] }>(sql`
    select organisation_id, array_agg(id::text) as ids from brands group by 1`);
  const known = new Set(learned.brands);
  for (const { organisation_id, ids } of brands) {
    const own = new Set(ids.filter((id) => known.has(id)));
    if (own.size === 0) continue;
    const cells = Object.fromEntries(
      learned.cells.filter(([, { brand }]) => brand === null || own.has(brand)),
    );
    await tx
      .insert(learnedCells)
      .values({ organisationId: organisation_id, version, at, apart, brands: [...own], cells });
  }
  await tx.execute(sql`delete from learned_models where version <= ${version - KEPT}`);
  await tx.execute(sql`delete from learned_cells where version <= ${version - KEPT}`);
  return version;
}
