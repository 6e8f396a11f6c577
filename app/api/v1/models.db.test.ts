import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { frameModel } from "@/db/seed/demo/frame-model";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { addTestPeople, newTestPeople } from "@/db/testing/people";
import { listApiTokens, listEveryApiToken, makeApiToken, revokeApiToken } from "@/lib/auth/api-tokens";
import { LARGEST_MODEL } from "@/lib/models/limits";
import { placeOrder } from "@/lib/orders/place-order";
import { PUT } from "./orders/[number]/variants/[sku]/model/route";

let db: TestDatabase;
let owner: postgres.Sql;
let order: string;
let token: string;
const folder = mkdtempSync(join(tmpdir(), "framewatch-api-"));
const people = newTestPeople();
const { nike, staff: ops } = people;
const now = new Date("2026-03-18T11:00:00Z");
const look = { style: "round", colour: [0.1, 0.2, 0.3], lensTint: [0.1, 0.1, 0.1] } as const;
const frame = (tip: number) =>
  frameModel({ ...look, colour: [...look.colour], lensTint: [...look.lensTint], tip });

beforeAll(async () => {
  vi.stubEnv("FRAMEWATCH_DATA", folder);
  db = await createTestDatabase();
  owner = postgres(db.superuserUrl, { max: 1, onnotice: () => {} });
  await addTestPeople(people);
  const lines = ["A 1/2", "B-2"].map((sku) => ({ sku, brand: "B", product: "P", batch: "East" }));
  await placeOrder(nike, { organisationId: nike.organisationId, lines }, now);
  const [row] = await owner`select number from orders`;
  order = row?.number as string;
  ({ token } = await makeApiToken(ops, { name: "Render farm", days: 365 }, new Date()));
});
afterAll(async () => {
  await owner.end();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

async function put(
  sku: string,
  body: Uint8Array | string,
  { by = token, note = "", number = order, ...more }: Record<string, string> = {},
) {
  const headers = {
    "content-type": "model/gltf-binary",
    ...(by ? { authorization: `Bearer ${by}` } : {}),
    ...more,
  };
  const address = `http://localhost/api/v1/model${note ? `?note=${encodeURIComponent(note)}` : ""}`;
  const answer = await PUT(new Request(address, { method: "PUT", headers, body: body as BodyInit }), {
    params: Promise.resolve({ number, sku }),
  });
  const said = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, type: answer.headers.get("content-type"), said };
}
const versions = async () =>
  (
    await owner`select v.sku, m.version, m.name, m.note, m.added_by from models m join variants v on v.id = m.variant_id order by 1, 2`
  ).map((row) => ({ ...row }));

test("a program sends a model by order and SKU; the same file again is the same version, another one the next", async () => {
  const key = { "idempotency-key": "one" };
  const first = await put("A 1/2", await frame(1), { ...key, note: "Tip recoloured" });
  expect(first).toMatchObject({ status: 201, said: { sku: "A 1/2", version: 1 } });
  const second = await put("A 1/2", await frame(2));
  expect(second).toMatchObject({ status: 201, said: { version: 2 } });
  expect(await put("A 1/2", await frame(2))).toMatchObject({ status: 200, said: second.said });
  // A repeated request is answered as it was the first time; its key is not taken for another file.
  expect(await put("A 1/2", await frame(1), { ...key, note: "Tip recoloured" })).toEqual(first);
  expect(await put("A 1/2", await frame(2), key)).toMatchObject({ status: 409, said: { code: "conflict" } });
  const by = { added_by: ops.userId, sku: "A 1/2", name: "A 1/2.glb" };
  expect(await versions()).toEqual([
    { ...by, version: 1, note: "Tip recoloured" },
    { ...by, version: 2, note: null },
  ]);
});

test("what is refused by hand is refused here, as a problem that names the file", async () => {
  const before = await versions();
  const problem = (status: number, detail: string) => ({
    status,
    type: "application/problem+json",
    said: { status, detail: expect.stringContaining(detail) },
  });
  expect(await put("B-2", Buffer.from("PK\x03\x04".padEnd(64)))).toMatchObject(
    problem(422, "B-2.glb was not kept. This is a ZIP archive"),
  );
  expect(await put("B-2", "<svg onload='x'/>", { "content-type": "image/svg+xml" })).toMatchObject(
    problem(422, "sent as image/svg+xml"),
  );
  expect(await put("B-2", "x", { "content-length": String(500 * 1024 * 1024) })).toMatchObject(
    problem(422, "B-2.glb has 500 MB"),
  );
  expect(await put("B-2", Buffer.alloc(LARGEST_MODEL + 1))).toMatchObject(
    problem(422, "a model may have 50 MB"),
  );
  expect(await put("B-3", await frame(1))).toMatchObject(problem(404, "B-3"));
  expect(await put("B-2", await frame(1), { number: "ORD-1999-00001" })).toMatchObject(
    problem(404, "not found"),
  );
  expect(await versions()).toEqual(before);
});

test("without a token that holds nothing is done, and the answer names the fault and the way out", async () => {
  const before = await versions();
  const refused = async (by: string, fault: RegExp) =>
    expect(await put("B-2", "x", { by })).toMatchObject({
      status: 401,
      type: "application/problem+json",
      said: { detail: expect.stringMatching(fault) },
    });
  await refused("", /^No token came.*Settings, API tokens/);
  await refused(`fw_${"A".repeat(43)}`, /^This token is not known here/);
  const other = await makeApiToken(ops, { name: "Old one", days: 30 }, new Date());
  const [line] = await listApiTokens(ops);
  expect(line).toMatchObject({ name: "Old one", lastUsedAt: null });
  const [kept] = await owner`select string_agg(row_to_json(t)::text, '') as text from api_tokens t`;
  expect(kept?.text + JSON.stringify(await listApiTokens(ops))).not.toContain(other.token);
  expect(await put("B-9", "x", { by: other.token })).toMatchObject({ status: 404 });
  expect((await listApiTokens(ops))[0]?.lastUsedAt).not.toBeNull();
  await owner`update api_tokens set expires_at = '2026-03-17T10:30:00Z' where name = 'Old one'`;
  await refused(other.token, /^This token ended on 2026-03-17 at 10:30 UTC. Make a new one/);
  await revokeApiToken(ops, { tokenId: line?.id ?? "" }, now);
  await refused(other.token, /^This token was revoked on 2026-03-18 at 11:00 UTC. Make a new one/);
  await owner`update users set disabled_at = now() where id = ${ops.userId}`;
  await refused(token, /^The account this token acts for/);
  await owner`update users set disabled_at = null, producer_role = null where id = ${ops.userId}`;
  await refused(token, /^The account this token acts for/);
  await owner`update users set producer_role = 'ops' where id = ${ops.userId}`;
  expect(await versions()).toEqual(before);
});

test("only the producer's people make tokens, each sees their own, and an administrator sees and ends everybody's", async () => {
  const wanted = { name: "Mine", days: 30 };
  await expect(async () => makeApiToken(nike, wanted, now)).rejects.toThrow("You may not");
  await expect(async () => makeApiToken(ops, { ...wanted, days: 9_999 }, now)).rejects.toThrow("how long");
  const [line] = await listApiTokens(ops);
  const tokenId = line?.id ?? "";
  const [colleague, administrator] = [
    { kind: "ops" as const, userId: crypto.randomUUID() },
    { kind: "admin" as const, userId: crypto.randomUUID() },
  ];
  await expect(revokeApiToken(colleague, { tokenId }, now)).rejects.toMatchObject({ code: "not_found" });
  expect(await listApiTokens(colleague)).toEqual([]);
  await expect(async () => listEveryApiToken(colleague)).rejects.toMatchObject({ code: "not_permitted" });
  expect(await listApiTokens(administrator)).toEqual([]);
  expect(await listEveryApiToken(administrator)).toMatchObject([{ id: tokenId, name: "Render farm" }]);
  await revokeApiToken(administrator, { tokenId }, now);
  expect(await listEveryApiToken(administrator)).toEqual([]);
  const [kept] = await owner`select revoked_by from api_tokens where id = ${tokenId}`;
  expect(kept?.revoked_by).toBe(administrator.userId);
});
