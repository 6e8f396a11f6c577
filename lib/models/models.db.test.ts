import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { frameModel } from "@/db/seed/demo/frame-model";
import { createDemoDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { type Actor, asActor } from "@/lib/access/actor";
import { requestRevision } from "@/lib/validation/request-revision";
import { sendEvent } from "@/lib/variants/send-event";
import { undoOperation } from "@/lib/variants/undo";
import { addModel } from "./add-model";
import { createModelLink, openModelLink } from "./model-link";
import { openModel } from "./open-model";
import { roundsOf } from "./rounds";
import { placeOfSpot } from "./spots";

let db: TestDatabase;
let owner: postgres.Sql;
let nike: Actor & { organisationId: string };
let lumen: Actor;
let ops: Actor;
const folder = mkdtempSync(join(tmpdir(), "framewatch-models-"));
const before = process.env.FRAMEWATCH_DATA;

beforeAll(async () => {
  process.env.FRAMEWATCH_DATA = folder;
  db = await createDemoDatabase();
  owner = postgres(db.superuserUrl, { max: 1, onnotice: () => {} });
  const customer = async (email: string) => {
    const [row] =
      await owner`select m.organisation_id, m.role, u.id from users u join memberships m on m.user_id = u.id where u.email = ${email}`;
    return {
      kind: "customer" as const,
      userId: row?.id as string,
      organisationId: row?.organisation_id as string,
      role: row?.role,
      approvalLimit: null,
      approvalCurrency: null,
    };
  };
  nike = await customer("validator@nike.example");
  lumen = await customer("admin@lumen.example");
  const [staff] = await owner`select id from users where email = 'ops@framewatch.example'`;
  ops = { kind: "ops", userId: staff?.id as string };
}, 180_000);
afterAll(async () => {
  await owner.end();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.FRAMEWATCH_DATA;
  else process.env.FRAMEWATCH_DATA = before;
});

const look = { style: "round", colour: [0.1, 0.2, 0.3], lensTint: [0.1, 0.1, 0.1], tip: 1 } as const;
const file = () => frameModel({ ...look, colour: [...look.colour], lensTint: [...look.lensTint] });

async function variantIn(place: string, offset = 0) {
  const [row] = await owner`select id, sku, version, revision, batch_id from variants
    where organisation_id = ${nike.organisationId} and place = ${place} and revision = 0 order by sku offset ${offset} limit 1`;
  return row as unknown as { id: string; sku: string; version: number; revision: number; batch_id: string };
}
const roundsFor = async (id: string) =>
  (await asActor(nike, (tx) => roundsOf(tx, nike.organisationId, [id]))).get(id) ?? [];

test("a model is found by its organisation and by the producer, by nobody else, and made by the producer alone", async () => {
  const { id } = await variantIn("completed");
  const added = await addModel(ops, { variantId: id, name: "better.glb" }, await file(), DEMO_NOW);
  expect(added.version).toBe(2);
  expect(await openModel(nike, added.modelId)).toMatchObject({ name: "better.glb" });
  await expect(openModel(lumen, added.modelId)).rejects.toThrow("was not found");
  await expect(createModelLink(lumen, { modelId: added.modelId }, DEMO_NOW)).rejects.toThrow("was not found");
  await expect(addModel(nike, { variantId: id, name: "x.glb" }, await file(), DEMO_NOW)).rejects.toThrow(
    "may not",
  );
  await expect(
    addModel(ops, { variantId: id, name: "x.glb" }, Buffer.from("PK\x03\x04".padEnd(40)), DEMO_NOW),
  ).rejects.toThrow("x.glb was not kept. This is a ZIP archive");
  await expect(
    addModel(ops, { variantId: id, name: "big.glb" }, Buffer.alloc(51 * 1024 * 1024), DEMO_NOW),
  ).rejects.toThrow("big.glb has 51 MB; a model may have 50 MB");
  expect((await roundsFor(id)).at(-1)?.model?.version).toBe(2);
});

test("in a batch a file is for the variant its name says, whatever its case; others are refused by name", async () => {
  const { sku, batch_id: batchId } = await variantIn("working_3d_assets");
  const added = await addModel(ops, { batchId, name: `${sku.toLowerCase()}.GLB` }, await file(), DEMO_NOW);
  expect(added).toMatchObject({ sku, version: 1 });
  await expect(addModel(ops, { batchId, name: "NOBODY.glb" }, await file(), DEMO_NOW)).rejects.toThrow(
    "NOBODY.glb names no live variant of this batch",
  );
});

test("where a batch has models, completing needs one for the revision, or a reason", async () => {
  const { id } = await variantIn("working_3d_assets", 1);
  const step = (event: "freeze" | "complete", reason?: string) =>
    sendEvent(ops, { variantIds: [id], event, ...(reason ? { reason } : {}) }, DEMO_NOW);
  await step("freeze");
  expect((await step("complete")).refused[0]?.message).toContain("This revision has no model");
  expect((await step("complete", "A colour card was reviewed instead")).moved).toBe(1);
});

test("a revision request keeps its pins with its step, all or nothing, and nobody changes them", async () => {
  const { id, version } = await variantIn("completed", 1);
  const model = (await roundsFor(id)).at(-1)?.model;
  if (!model) throw new Error("The demo's completed variants have models.");
  const pin = (note: string) => ({
    spot: "hinge_left" as const,
    note,
    ...placeOfSpot("hinge_left", model.bounds),
  });
  const ask = { variantId: id, version, code: "geometry", reason: "The left hinge gapes", modelId: model.id };
  const pins = [pin("Close it"), { ...pin("And here"), spot: null }];

  await expect(requestRevision(nike, { ...ask, pins: [pin(" ")] }, DEMO_NOW)).rejects.toThrow("each pin");
  await expect(requestRevision(nike, { ...ask, code: null, pins }, DEMO_NOW)).rejects.toThrow(
    "what the revision is about",
  );
  await expect(requestRevision(nike, { ...ask, version: version - 1, pins }, DEMO_NOW)).rejects.toThrow(
    "while you were looking",
  );
  const other = await variantIn("completed", 2);
  const foreign = (await roundsFor(other.id)).at(-1)?.model?.id ?? null;
  await expect(requestRevision(nike, { ...ask, modelId: foreign, pins }, DEMO_NOW)).rejects.toThrow(
    "was not found",
  );
  await expect(requestRevision(lumen, { ...ask, pins }, DEMO_NOW)).rejects.toThrow("was not found");
  expect((await roundsFor(id)).length).toBe(1);

  const { operationId } = await requestRevision(nike, { ...ask, pins }, DEMO_NOW);
  const [, second] = await roundsFor(id);
  expect(second).toMatchObject({
    revision: 1,
    model: null,
    asked: {
      code: "geometry",
      words: "The left hinge gapes",
      pins: [
        { number: 1, spot: "hinge_left", modelId: model.id },
        { number: 2, spot: null, note: "And here" },
      ],
    },
  });
  for (const table of ["revision_pins", "models"])
    await expect(asActor(ops, (tx) => tx.execute(`update ${table} set note = 'other'`))).rejects.toThrow();
  await undoOperation(nike, { operationId }, DEMO_NOW);
  expect((await roundsFor(id)).length).toBe(1);
});

test("a link shows its model until it ends, and only its hash is kept", async () => {
  const { id } = await variantIn("completed", 3);
  const modelId = (await roundsFor(id)).at(-1)?.model?.id ?? "";
  const { token } = await createModelLink(nike, { modelId }, DEMO_NOW);
  expect(await openModelLink(token, DEMO_NOW)).not.toBeNull();
  expect(await openModelLink(token, new Date(DEMO_NOW.getTime() + 31 * 60_000))).toBeNull();
  expect(await openModelLink("A".repeat(43), DEMO_NOW)).toBeNull();
  const [kept] = await owner`select row_to_json(l)::text as text from model_links l`;
  expect(kept?.text).not.toContain(token);
});
