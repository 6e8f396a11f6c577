import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { PLACES } from "@/lib/lifecycle/states";
import { checkCounts } from "./check-counts";
import { checkChains, checkEndedStays, checkReplay } from "./check-history";

let db: TestDatabase;
let superuser: postgres.Sql;

beforeAll(async () => {
  db = await createDemoDatabase();
  superuser = postgres(db.superuserUrl, { max: 1, onnotice: () => {} });
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await db.drop();
});

const check = () =>
  asActor({ kind: "system", job: "test" }, async (tx) => [
    ...(await checkCounts(tx)),
    ...(await checkChains(tx)),
    ...(await checkEndedStays(tx)),
    ...(await checkReplay(tx)),
  ]);

/** Breaks something no role of the app may touch, sees it named, and mends it again. */
async function named(id: string, breaking: string, mending: string): Promise<string[]> {
  const behind = (statement: string) =>
    superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      const changed = await tx.unsafe(statement);
      expect(changed.count, statement).toBeGreaterThan(0);
    });
  await behind(breaking);
  const found = await check();
  await behind(mending);
  expect(found.join("\n")).toContain(id);
  return found;
}

test("after a month of events nothing differs", async () => {
  expect(await check()).toEqual([]);
});

test("every counter that says something else is named", async () => {
  for (const kind of ["batch", "order", "product"]) {
    const [row] = await superuser`select subject_id from place_counts where kind = ${kind} limit 1`;
    const id = row?.subject_id as string;
    for (const place of PLACES) {
      const where = `where kind = '${kind}' and subject_id = '${id}'`;
      const found = await named(
        id,
        `update place_counts set ${place} = ${place} + 1 ${where}`,
        `update place_counts set ${place} = ${place} - 1 ${where}`,
      );
      expect(found[0]).toContain(`counter ${place}`);
    }
  }
}, 120_000);

test("a variant whose columns do not repeat its history is named, whichever column it is", async () => {
  const [variant] =
    await superuser`select id, version, place from variants where place = 'working_3d_assets' limit 1`;
  const id = variant?.id as string;
  const columns = [
    ["place", "'freezing_time'", "'working_3d_assets'"],
    ["version", "version + 1", "version - 1"],
    ["revision", "revision + 1", "revision - 1"],
    ["quote_resume", "'batch_created'", "null"],
    ["error_resume", "'batch_created'", "null"],
    ["production_begun", "false", "true"],
    ["modelling_begun", "false", "true"],
    ["entered_at", "entered_at + interval '1 second'", "entered_at - interval '1 second'"],
    ["producer_days", "producer_days + 0.01", "producer_days - 0.01"],
    ["customer_days", "customer_days + 0.01", "customer_days - 0.01"],
    ["error_days", "error_days + 0.01", "error_days - 0.01"],
    ["completed_at", "now()", "null"],
  ];
  for (const [column, broken, whole] of columns) {
    await named(
      id,
      `update variants set ${column} = ${broken} where id = '${id}'`,
      `update variants set ${column} = ${whole} where id = '${id}'`,
    );
  }
});

test("a history row that was changed, removed or invented is named", async () => {
  const [step] = await superuser`
    select t.* from transitions t where t.event = 'startModelling'
      and exists (select 1 from transitions n where n.variant_id = t.variant_id and n.version > t.version) limit 1`;
  const variant = step?.variant_id as string;
  const row = `where id = '${step?.id}'`;
  const columns = [
    ["event", "'freeze'", "'startModelling'"],
    ["from_place", "'processing_addition'", "'batch_created'"],
    ["to_place", "'freezing_time'", "'working_3d_assets'"],
    ["version", "version + 40", "version - 40"],
    ["revision", "revision + 1", "revision - 1"],
    ["modelling_begun", "false", "true"],
    ["left_elapsed", "left_elapsed + 1", "left_elapsed - 1"],
  ];
  for (const [column, broken, whole] of columns) {
    const found = await check();
    expect(found, `before ${column}`).toEqual([]);
    const changed = named(
      variant,
      `update transitions set ${column} = ${broken} ${row}`,
      `update transitions set ${column} = ${whole} ${row}`,
    );
    await changed;
  }
  await superuser`create table kept as select * from transitions where id = ${step?.id as string}`;
  await superuser`alter table kept drop column previous_version`;
  const columnList = (
    await superuser`select column_name from information_schema.columns where table_name = 'kept'`
  )
    .map((c) => c.column_name)
    .join(", ");
  await named(
    variant,
    `delete from transitions ${row}`,
    `insert into transitions (${columnList}) select ${columnList} from kept`,
  );
});

test("the app's role cannot change history, decisions or counters, nor write an illegal step", async () => {
  const [step] = await superuser`select organisation_id, variant_id from transitions limit 1`;
  const asApp = (statement: string) =>
    superuser.begin(async (tx) => {
      await tx`set local role framewatch_app`;
      await tx`select set_config('fw.kind', 'system', true)`;
      await tx.unsafe(statement);
    });
  for (const table of ["transitions", "activity", "quote_decisions", "quote_versions"]) {
    await expect(asApp(`update ${table} set id = id`)).rejects.toThrow("permission denied");
    await expect(asApp(`delete from ${table}`)).rejects.toThrow("permission denied");
  }
  await expect(asApp("update place_counts set validated = 0")).rejects.toThrow("permission denied");
  await expect(
    asApp("insert into legal_transitions values ('freeze', 'error', 'completed')"),
  ).rejects.toThrow("permission denied");
  const ids = `'${step?.organisation_id}', gen_random_uuid(), '${step?.variant_id}'`;
  const insert = (version: number, event: string, from: string, to: string) => `
    insert into transitions (organisation_id, id, variant_id, version, event, from_place, to_place, actor_kind, at, revision,
      production_begun, modelling_begun) values (${ids}, ${version}, '${event}', '${from}', '${to}', 'system', now(), 0, false, false)`;
  await expect(asApp(insert(99, "freeze", "error", "completed"))).rejects.toThrow("foreign key");
  await expect(asApp(insert(99, "freeze", "working_3d_assets", "freezing_time"))).rejects.toThrow(
    "foreign key",
  );
  await expect(asApp(`update variants set place = 'validated' where place = 'error'`)).rejects.toThrow(
    "variants_history",
  );
});
