import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDemoDatabase, DEMO_NOW, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { tellNews } from "@/lib/notifications/tell-news";
import { sendEvent } from "@/lib/variants/send-event";
import { addToCatalogue } from "./add-variants";
import { moveInCatalogue, removeFromCatalogue } from "./arrange";
import { availableChoices, listAvailable } from "./available";
import { changeCatalogue } from "./change-catalogue";
import { coverSources, findCover, LARGEST_COVER, removeCover, setCover } from "./cover";
import { createCatalogue } from "./create-catalogue";
import { findCatalogue, listItems, listNotes } from "./find-catalogue";
import { listCatalogues } from "./list-catalogues";
import { listEveryCatalogue } from "./list-every";
import { publishCatalogue, unpublishCatalogue } from "./publish";
import { visitCatalogue, visitCover, visitModel } from "./visit";

let db: TestDatabase;
let superuser: postgres.Sql;
let nike: CustomerActor;
let lumen: CustomerActor;
let ops: ProducerActor;
/** Ids of Nike Vision's validated variants of Nike Collection 2024, by product and SKU. */
let validated: string[];
let at = DEMO_NOW.getTime();
function next(): Date {
  at += 1000;
  return new Date(at);
}

beforeAll(async () => {
  db = await createDemoDatabase();
  superuser = postgres(db.superuserUrl, { max: 1, onnotice: () => {} });
  nike = await adminOf("admin@nike.example");
  lumen = await adminOf("admin@lumen.example");
  const [staff] = await superuser`select id from users where email = 'ops@framewatch.example'`;
  ops = { kind: "ops", userId: staff?.id as string };
  const rows = await superuser`
    select v.id from variants v join batches b on b.id = v.batch_id join products p on p.id = v.product_id
    where b.name = 'Nike Collection 2024' and v.place = 'validated' order by lower(p.name), v.sku_key`;
  validated = rows.map(({ id }) => id as string);
}, 180_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await superuser.end();
  await db.drop();
});

async function adminOf(email: string): Promise<CustomerActor> {
  const [row] = await superuser`
    select u.id, m.organisation_id from users u join memberships m on m.user_id = u.id where u.email = ${email}`;
  return {
    kind: "customer",
    userId: row?.id as string,
    organisationId: row?.organisation_id as string,
    role: "customer_admin",
    approvalLimit: null,
    approvalCurrency: null,
  };
}

const make = (title: string, variantIds: string[] = []) =>
  createCatalogue(nike, { title, variantIds }, next());
const itemsOf = (catalogueId: string, size = 100) =>
  asActor(nike, (tx) => listItems(tx, { organisationId: nike.organisationId, catalogueId }, { size }));
const skusAt = async (slug: string) => (await visitCatalogue(slug))?.variants.map(({ sku }) => sku) ?? null;

test("a catalogue goes from draft to live and off again, and strangers see it only while it is live", async () => {
  const { catalogueId, slug } = await make("Spring Büffelhorn & Friends", validated.slice(0, 3));
  expect(slug).toBe("spring-bueffelhorn-and-friends");
  expect(await visitCatalogue(slug)).toBeNull();
  await publishCatalogue(nike, { catalogueId }, next());
  await publishCatalogue(nike, { catalogueId }, next());
  const shown = await visitCatalogue(slug);
  expect(shown).toMatchObject({ title: "Spring Büffelhorn & Friends", indexable: false, brands: ["Nike"] });
  expect(shown?.variants.map((variant) => Object.keys(variant).sort())[0]).toEqual([
    "colour",
    "hasModel",
    "itemId",
    "lens",
    "product",
    "size",
    "sku",
  ]);
  await unpublishCatalogue(nike, { catalogueId }, next());
  expect(await visitCatalogue(slug)).toBeNull();
  const [row] = (await asActor(nike, (tx) => listCatalogues(tx, nike.organisationId))).filter(
    ({ id }) => id === catalogueId,
  );
  expect(row).toMatchObject({ status: "unpublished", publishedAt: null, added: 3, shown: 3 });
  await publishCatalogue(nike, { catalogueId }, next());
  expect((await visitCatalogue(slug))?.variants).toHaveLength(3);
});

test("four gates: what is not completed, not validated, not added or not published is nowhere", async () => {
  const [pending] =
    await superuser`select id from variants where organisation_id = ${nike.organisationId} and place = 'completed' limit 1`;
  const waiting = pending?.id as string;
  const { catalogueId, slug } = await make("Gates");
  await expect(publishCatalogue(nike, { catalogueId }, next())).rejects.toMatchObject({
    code: "not_possible",
  });
  const chosen = { variantIds: [waiting, validated[0] ?? ""] };
  const first = await addToCatalogue(nike, { catalogueId, chosen }, next());
  expect(first).toMatchObject({ added: 1, leftOut: [expect.any(String)] });
  expect(await addToCatalogue(nike, { catalogueId, chosen }, next())).toMatchObject({ added: 0 });
  await publishCatalogue(nike, { catalogueId }, next());
  expect(await skusAt(slug)).toHaveLength(1);
  await sendEvent(nike, { variantIds: [waiting], event: "validate" }, next());
  expect(await skusAt(slug)).toHaveLength(1);
  await addToCatalogue(nike, { catalogueId, chosen: { variantIds: [waiting] } }, next());
  expect(await skusAt(slug)).toHaveLength(2);
});

test("a reopened variant leaves every live page at once, with a note and its reason; drafts get none", async () => {
  const id = validated[10] ?? "";
  const live = await make("Reopened, live", validated.slice(10, 12));
  const draft = await make("Reopened, draft", [id]);
  await publishCatalogue(nike, { catalogueId: live.catalogueId }, next());
  const before = await skusAt(live.slug);
  const when = next();
  const reason = "The temple tip is too dark";
  await sendEvent(ops, { variantIds: [id], event: "reopen", reason }, when);
  expect(await skusAt(live.slug)).toEqual(before?.slice(1));
  const notes = (of?: { catalogueId?: string; open?: boolean }) =>
    asActor(nike, (tx) => listNotes(tx, nike.organisationId, { limit: 20, ...of }));
  expect(await notes({ catalogueId: live.catalogueId, open: true })).toEqual([
    expect.objectContaining({
      sku: before?.[0],
      reason,
      at: when,
      place: "completed",
      catalogue: "Reopened, live",
    }),
  ]);
  expect(await notes({ catalogueId: draft.catalogueId })).toEqual([]);
  await tellNews(when);
  const told = await superuser`select user_id, data, path from notifications where kind = 'left_catalogue'`;
  expect(told).toEqual([
    {
      user_id: nike.userId,
      data: { words: "Your catalogue “Reopened, live” lost one variant: not validated any more." },
      path: `/catalogues/${live.catalogueId}`,
    },
  ]);
  await expect(publishCatalogue(nike, { catalogueId: draft.catalogueId }, next())).rejects.toMatchObject({
    code: "not_possible",
  });
  await sendEvent(nike, { variantIds: [id], event: "validate" }, next());
  expect(await skusAt(live.slug)).toEqual(before);
  expect(await notes({ catalogueId: live.catalogueId, open: true })).toEqual([]);
  expect(await notes({ catalogueId: live.catalogueId })).toHaveLength(1);
});

test("taking a validation back leaves the page too, with a note", async () => {
  const [ready] =
    await superuser`select id from variants where organisation_id = ${nike.organisationId} and place = 'completed' limit 1`;
  const id = ready?.id as string;
  await sendEvent(nike, { variantIds: [id], event: "validate" }, next());
  const { catalogueId, slug } = await make("Taken back", [id]);
  await publishCatalogue(nike, { catalogueId }, next());
  await sendEvent(nike, { variantIds: [id], event: "undo" }, next());
  expect(await skusAt(slug)).toEqual([]);
  const notes = await asActor(nike, (tx) => listNotes(tx, nike.organisationId, { catalogueId, limit: 5 }));
  expect(notes).toHaveLength(1);
});

test("all that match a filter are added as they match when it is sent, and offered no more", async () => {
  const { catalogueId } = await make("By filter");
  const within = { organisationId: nike.organisationId, catalogueId };
  const choices = await asActor(nike, (tx) => availableChoices(tx, within));
  const product = choices.products[0];
  const filter = { productId: product?.id };
  const { added } = await addToCatalogue(nike, { catalogueId, chosen: { filter } }, next());
  expect(added).toBe(product?.count);
  const left = await asActor(nike, (tx) => listAvailable(tx, { ...within, filter }, { size: 10 }));
  expect(left).toMatchObject({ rows: [], total: 0 });
  await expect(addToCatalogue(nike, { catalogueId, chosen: { filter } }, next())).rejects.toMatchObject({
    code: "not_found",
  });
});

test("order is the owner's: up, down, first, last, and across pages", async () => {
  const { catalogueId, slug } = await make("Order", validated.slice(0, 5));
  await publishCatalogue(nike, { catalogueId }, next());
  const [a, b, c, d, e] = (await skusAt(slug)) ?? [];
  const items = (await itemsOf(catalogueId)).rows;
  const move = async (index: number, to: "up" | "down" | "first" | "last") => {
    await moveInCatalogue(nike, { catalogueId, itemId: items[index]?.itemId ?? "", to }, next());
    return skusAt(slug);
  };
  expect(await move(0, "up")).toEqual([a, b, c, d, e]);
  expect(await move(0, "down")).toEqual([b, a, c, d, e]);
  expect(await move(4, "first")).toEqual([e, b, a, c, d]);
  expect(await move(1, "last")).toEqual([e, a, c, d, b]);
  expect(await move(3, "up")).toEqual([e, a, d, c, b]);
  const page = await itemsOf(catalogueId, 2);
  const more = await asActor(nike, (tx) =>
    listItems(tx, { organisationId: nike.organisationId, catalogueId }, { size: 2, from: page.next ?? "" }),
  );
  expect([...page.rows, ...more.rows].map(({ sku }) => sku)).toEqual([e, a, d, c]);
  const removed = await removeFromCatalogue(nike, { catalogueId, itemIds: [items[0]?.itemId ?? ""] }, next());
  expect(removed).toEqual({ removed: 1 });
  expect(await skusAt(slug)).toEqual([e, d, c, b]);
});

test("addresses come from titles, are unique across the house, and change with the words or not at all", async () => {
  const first = await make("Same title");
  const second = await make("Same title!");
  const other = await createCatalogue(lumen, { title: "Same Title" }, next());
  expect([first.slug, second.slug, other.slug]).toEqual(["same-title", "same-title-2", "same-title-3"]);
  const change = (slug: string, edition: number) =>
    changeCatalogue(
      nike,
      { catalogueId: first.catalogueId, title: "Renamed", description: "", slug, indexable: true, edition },
      next(),
    );
  await expect(change("same-title-3", 1)).rejects.toMatchObject({
    details: { fields: { slug: [expect.any(String)] } },
  });
  await expect(async () => change("No Spaces", 1)).rejects.toMatchObject({ code: "invalid" });
  expect(await change("renamed-2026", 1)).toEqual({ edition: 2 });
  await expect(change("renamed-2027", 1)).rejects.toMatchObject({
    code: "conflict",
    details: { theirs: { slug: "renamed-2026" } },
  });
});

test("only a customer's admin changes catalogues, and only of their own organisation", async () => {
  const { catalogueId, slug } = await make("Ours", validated.slice(0, 2));
  const [item] = (await itemsOf(catalogueId)).rows;
  const [foreign] =
    await superuser`select id from variants where organisation_id = ${lumen.organisationId} and place = 'validated' limit 1`;
  const attempts = (actor: CustomerActor | ProducerActor): (() => Promise<unknown>)[] => [
    async () => publishCatalogue(actor, { catalogueId }, next()),
    async () => unpublishCatalogue(actor, { catalogueId }, next()),
    async () => addToCatalogue(actor, { catalogueId, chosen: { filter: {} } }, next()),
    async () => removeFromCatalogue(actor, { catalogueId, itemIds: [item?.itemId ?? ""] }, next()),
    async () => moveInCatalogue(actor, { catalogueId, itemId: item?.itemId ?? "", to: "last" }, next()),
    async () =>
      changeCatalogue(
        actor,
        { catalogueId, title: "x", description: "", slug: "xxx", indexable: false, edition: 1 },
        next(),
      ),
  ];
  for (const role of ["customer_member", "customer_validator"] as const)
    for (const attempt of attempts({ ...nike, role }))
      await expect(attempt()).rejects.toMatchObject({ code: "not_permitted" });
  for (const attempt of attempts(ops))
    await expect(attempt()).rejects.toMatchObject({ code: "not_permitted" });
  for (const attempt of attempts(lumen)) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  await expect(
    addToCatalogue(nike, { catalogueId, chosen: { variantIds: [foreign?.id as string] } }, next()),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    asActor(lumen, (tx) => findCatalogue(tx, lumen.organisationId, catalogueId)),
  ).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await visitCatalogue(slug)).toBeNull();
  expect((await itemsOf(catalogueId)).total).toBe(2);
});

test("behind a public address the database itself shows that page and nothing else", async () => {
  const { catalogueId, slug } = await make("Walls", validated.slice(20, 24));
  const hidden = await make("Walls, unseen", validated.slice(24, 26));
  await publishCatalogue(nike, { catalogueId }, next());
  const [sent] = validated.slice(20, 21);
  await sendEvent(ops, { variantIds: [sent ?? ""], event: "reopen", reason: "Look again" }, next());
  const tables = await superuser`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by 1`;
  const seen = async (at: string) => {
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await asActor({ kind: "visitor", slug: at }, (tx) =>
        tx.execute<{ n: number }>(`select count(*)::int as n from "${name}"`),
      );
      if (row?.n) counts[name as string] = row.n;
    }
    return counts;
  };
  const rules = { legal_transitions: expect.any(Number) };
  const models = expect.any(Number);
  expect(await seen(slug)).toEqual({
    ...rules,
    catalogues: 1,
    catalogue_items: 4,
    variants: 3,
    products: expect.any(Number),
    brands: 1,
    models,
  });
  expect(await seen(hidden.slug)).toEqual(rules);
  expect(await seen("")).toEqual(rules);
  const shown = await visitCatalogue(slug);
  const [withModel] = shown?.variants.filter(({ hasModel }) => hasModel) ?? [];
  expect(await visitModel(slug, withModel?.itemId ?? "")).toMatchObject({ sku: withModel?.sku });
  expect(await visitModel(hidden.slug, withModel?.itemId ?? "")).toBeNull();
  await expect(
    asActor({ kind: "visitor", slug }, (tx) => tx.execute("update catalogues set title = 'x' returning 1")),
  ).resolves.toHaveLength(0);
});

test("a cover is a picture by its bytes, seen with the live page alone, and changed by its owner alone", async () => {
  vi.stubEnv("FRAMEWATCH_DATA", mkdtempSync(join(tmpdir(), "framewatch-covers-")));
  const { catalogueId, slug } = await make("Covered", validated.slice(0, 2));
  const png = Buffer.from("89504e470d0a1a0a0000", "hex");
  const set = (content: Uint8Array, name = "cover.png", by = nike) =>
    setCover(by, { catalogueId, name }, content, next());
  await expect(set(Buffer.from("<svg onload='alert(1)'/>"))).rejects.toThrow(
    "cover.png is no picture we can show",
  );
  await expect(set(Buffer.from("%PDF-1.7"), "cover.pdf")).rejects.toThrow("cover.pdf is no picture");
  await expect(set(Buffer.concat([png, Buffer.alloc(LARGEST_COVER)]))).rejects.toThrow("more than 1 MB");
  await expect(set(png, "x.png", lumen)).rejects.toMatchObject({ code: "not_found" });
  await expect(set(png, "x.png", { ...nike, role: "customer_member" })).rejects.toMatchObject({
    code: "not_permitted",
  });
  await set(png);
  const kept = await asActor(nike, (tx) => findCover(tx, nike.organisationId, catalogueId));
  expect(kept.mediaType).toBe("image/png");
  expect(await visitCover(slug)).toBeNull();
  await publishCatalogue(nike, { catalogueId }, next());
  expect(await visitCover(slug)).toEqual(kept);
  expect(await visitCatalogue(slug)).toMatchObject({ cover: kept.sha256 });
  await unpublishCatalogue(nike, { catalogueId }, next());
  expect(await visitCover(slug)).toBeNull();
  const of = { organisationId: nike.organisationId, catalogueId };
  expect((await asActor(nike, (tx) => coverSources(tx, of))).map(({ modelId }) => Boolean(modelId))).toEqual([
    true,
    true,
  ]);
  await removeCover(nike, { catalogueId }, next());
  await expect(asActor(nike, (tx) => findCover(tx, nike.organisationId, catalogueId))).rejects.toThrow(
    "not found",
  );
});

test("the producer sees every organisation's catalogues page by page, a customer their own alone", async () => {
  const every = (actor: Actor, from?: string) =>
    asActor(actor, (tx) => listEveryCatalogue(tx, { size: 2, ...(from ? { from } : {}) }));
  const ids: string[] = [];
  for (let from: string | null = ""; from !== null; ) {
    const page: Awaited<ReturnType<typeof every>> = await every(ops, from);
    ids.push(...page.rows.map(({ id }) => id));
    from = page.next;
  }
  const kept = await superuser`select id, organisation_id from catalogues`;
  expect(ids.toSorted()).toEqual(kept.map(({ id }) => id as string).toSorted());
  expect(await every(lumen)).toMatchObject({
    total: kept.filter((row) => row.organisation_id === lumen.organisationId).length,
  });
});
