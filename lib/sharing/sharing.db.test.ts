import postgres from "postgres";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import type { Place } from "@/lib/lifecycle/states";
import { placeOrder } from "@/lib/orders/place-order";
import { createShareLink, revokeShareLink } from "./create-link";
import { noteUnknownLink, unlockShareLink } from "./guesses";
import { listShareLinks } from "./list-links";
import { isStillOpen, noteView, openShareLink } from "./open-link";
import { proofOf } from "./passcode";
import { mintToken } from "./token";
import { whileOpen } from "./while-open";

let database: TestDatabase;
let superuser: postgres.Sql;
let people: DemoPeople;
const batches: string[] = [];
const now = new Date("2026-03-02T09:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const day = 24 * 3_600_000;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  people = await addDemoPeople();
  const { customer, organisationId } = people.nike;
  for (const batch of ["First", "Second"]) {
    const line = { sku: batch, brand: "Nike", product: "Flyer", batch };
    const placed = await placeOrder(customer, { organisationId, lines: [line] }, now);
    batches.push(...placed.batchIds);
  }
});

afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const make = (more: Partial<Parameters<typeof createShareLink>[1]> = {}) =>
  createShareLink(
    people.nike.customer,
    { scope: "batch", subjectId: batches[0], label: "Board, weekly", ...more },
    now,
  );

async function holderOf(token: string) {
  const opened = await openShareLink(token, now, undefined);
  if (opened.state !== "open") throw new Error(`The link is ${opened.state}.`);
  return opened.actor;
}

test("a link opens what it was made for, until it is revoked, and then at once no more", async () => {
  const { linkId, token } = await make();
  expect(await openShareLink(token, now, undefined)).toMatchObject({
    state: "open",
    actor: { kind: "stakeholder", scope: "batch", subjectId: batches[0], linkId },
    organisationName: "Nike Vision",
  });
  const holder = await holderOf(token);
  await revokeShareLink(people.nike.customer, { linkId }, now);
  expect(await openShareLink(token, now, undefined)).toEqual({
    state: "revoked",
    organisationName: "Nike Vision",
  });
  expect(await isStillOpen(holder, now)).toBe(false);
});

test("a download goes on while its link is open and is cut off within a second of its revocation, taken or not", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const { linkId, token } = await make();
  const holder = await holderOf(token);
  const isLeft = vi.fn();
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: isLeft,
  });
  const looked = vi.fn(() => now);
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const cutOff = new Promise<void>((resolve) => {
    reader = whileOpen(endless, holder, resolve, looked).getReader();
  });
  vi.advanceTimersByTime(1_000);
  await vi.waitFor(() => expect(looked).toHaveBeenCalled());
  expect((await reader?.read())?.done).toBe(false);
  await revokeShareLink(people.nike.customer, { linkId }, now);
  await vi.waitFor(() => {
    vi.advanceTimersByTime(250);
    expect(isLeft).toHaveBeenCalled();
  });
  await cutOff;
  await expect(reader?.read()).rejects.toThrow("ended during a download");
});

test("a link ends with its last millisecond, naming whom to ask and nothing else", async () => {
  const { token } = await make({ expiresAt: after(day) });
  expect((await openShareLink(token, after(day - 1), undefined)).state).toBe("open");
  expect(await openShareLink(token, after(day), undefined)).toEqual({
    state: "expired",
    organisationName: "Nike Vision",
  });
});

test("a passcode is asked for once a week and browser, and opens its own link alone", async () => {
  const { linkId, token } = await make({ passcode: "horizon" });
  const locked = await openShareLink(token, now, undefined);
  expect(locked).toMatchObject({ state: "locked", organisationName: "Nike Vision" });
  expect(JSON.stringify(locked)).not.toContain(batches[0]);
  const give = (passcode: string) => unlockShareLink({ token, passcode, address: "192.0.2.1" }, now);
  await expect(give("Horizon")).rejects.toMatchObject({ code: "invalid" });
  const proof = (await give("horizon")) ?? "";
  expect((await openShareLink(token, after(6 * day), proof)).state).toBe("open");
  expect((await openShareLink(token, after(8 * day), proof)).state).toBe("locked");
  const another = `${proof.slice(0, -1)}${proof.endsWith("0") ? "1" : "0"}`;
  expect((await openShareLink(token, now, another)).state).toBe("locked");
  const other = await make({ passcode: "horizon" });
  expect((await openShareLink(other.token, now, proof)).state).toBe("locked");
  const forged = await proofOf({ id: linkId, passcodeHash: "another" }, now);
  expect((await openShareLink(token, now, forged)).state).toBe("locked");
});

test("guessing a passcode is limited where it is done; who knows it gets in from elsewhere", async () => {
  const { token } = await make({ passcode: "horizon" });
  const give = (passcode: string, address: string) => unlockShareLink({ token, passcode, address }, now);
  for (let reader = 0; reader < 12; reader += 1) expect(await give("horizon", "192.0.2.2")).not.toBeNull();
  for (let guess = 0; guess < 10; guess += 1)
    await expect(give(`guess ${guess}`, "192.0.2.3")).rejects.toMatchObject({ code: "invalid" });
  await expect(give("horizon", "192.0.2.3")).rejects.toMatchObject({ code: "limited" });
  expect(await give("horizon", "192.0.2.4")).not.toBeNull();
  for (let guess = 0; guess < 90; guess += 1)
    await expect(give("guess", `198.51.100.${guess}`)).rejects.toMatchObject({ code: "invalid" });
  await expect(give("guess", "203.0.113.1")).rejects.toMatchObject({ code: "limited" });
});

test("of a thousand guesses none hits, and guessing is limited; links that do exist open still", async () => {
  const { token } = await make();
  const addresses = Array.from({ length: 10 }, (_, i) => `192.0.2.${i}`);
  let refused = 0;
  const guess = async (address: string) => {
    expect((await openShareLink(mintToken(), now, undefined)).state).toBe("unknown");
    await noteUnknownLink(address, now).catch((error) => {
      expect(error).toMatchObject({ code: "limited" });
      refused += 1;
    });
  };
  const guessers = addresses.map(async (address) => {
    for (let i = 0; i < 100; i += 1) await guess(address);
  });
  await Promise.all(guessers);
  expect(refused).toBe(10 * (100 - 60));
  expect((await openShareLink(token, now, undefined)).state).toBe("open");
  for (const text of ["", "../", `${token}x`, token.slice(1), `${token.slice(0, -1)}\0`])
    expect((await openShareLink(text, now, undefined)).state).toBe("unknown");
  await noteUnknownLink(addresses[0]!, after(15 * 60_000));
});

test("a link to a filtered list reads its variants and what belongs to them, and nothing of the whole", async () => {
  const { token } = await make({ scope: "organisation", subjectId: null, places: ["pending_analysis"] });
  const holder = await holderOf(token);
  expect(holder).toMatchObject({ scope: "organisation", places: ["pending_analysis"] });
  const seen = async (places: Place[]) =>
    asActor({ ...holder, places }, async (tx) => ({
      variants: (await tx.execute("select sku from variants order by sku")).map(({ sku }) => sku),
      batches: (await tx.execute("select 1 from batches")).length,
      orders: (await tx.execute("select 1 from orders")).length,
      products: (await tx.execute("select 1 from products")).length,
      counts: (await tx.execute("select 1 from place_counts")).length,
      promises: (await tx.execute("select 1 from promises")).length,
    }));
  const none = { counts: 0, promises: 0 };
  expect(await seen(["validated"])).toEqual({ variants: [], batches: 0, orders: 0, products: 0, ...none });
  expect(await seen(["pending_analysis"])).toMatchObject({
    variants: ["First", "Second"],
    batches: 2,
    ...none,
  });
  const odd = make({ places: ["pending_analysis", "error"] });
  await expect(odd).rejects.toMatchObject({ code: "invalid" });
});

test("neither token nor passcode is anywhere in the database", async () => {
  const { linkId, token } = await make({ passcode: "a passcode nobody keeps" });
  await unlockShareLink({ token, passcode: "a passcode nobody keeps", address: "192.0.2.5" }, now);
  await revokeShareLink(people.nike.customer, { linkId }, now);
  const tables = await superuser`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const [found] = await superuser`
      select count(*)::int as rows, (count(*) filter (where t::text like ${`%${token}%`} or t::text like '%nobody keeps%'))::int as leaks
      from ${superuser(name)} t`;
    expect({ name, leaks: found?.leaks }).toEqual({ name, leaks: 0 });
  }
});

test("only who may share makes or revokes a link, and only of their own", async () => {
  const { linkId } = await make();
  const validator = { ...people.nike.customer, role: "customer_validator" as const };
  const lumen = people.lumen.customer;
  const input = { scope: "batch" as const, subjectId: batches[0], label: "Mine" };
  await expect(async () => createShareLink(validator, input, now)).rejects.toMatchObject({
    code: "not_permitted",
  });
  await expect(async () => createShareLink(people.staff, input, now)).rejects.toMatchObject({
    code: "not_permitted",
  });
  await expect(createShareLink(lumen, input, now)).rejects.toMatchObject({ code: "not_found" });
  await expect(revokeShareLink(lumen, { linkId }, now)).rejects.toMatchObject({ code: "not_found" });
  expect(await listShareLinks(lumen, null, now)).toEqual([]);
});

test("the list says what each link shows, how often it was seen and how it stands", async () => {
  const { linkId, token } = await make({ label: "Seen twice", allowDownloads: true });
  const holder = await holderOf(token);
  await noteView(holder, after(1000));
  await noteView(holder, after(2000));
  const ended = await make({ label: "Soon over", expiresAt: after(5) });
  const everything = await make({ scope: "organisation", subjectId: null, label: "All" });
  const links = await listShareLinks(people.nike.customer, null, after(10));
  const byId = new Map(links.map((link) => [link.id, link]));
  expect(byId.get(linkId)).toMatchObject({
    subject: "First",
    state: "live",
    views: 2,
    lastViewAt: after(2000),
    createdBy: "Anna Brandt",
    allowDownloads: true,
    hasPasscode: false,
  });
  expect(byId.get(ended.linkId)).toMatchObject({ state: "expired", views: 0, lastViewAt: null });
  expect(byId.get(everything.linkId)).toMatchObject({ subject: "Nike Vision", scope: "organisation" });
  const ofBatch = await listShareLinks(
    people.nike.customer,
    { scope: "batch", subjectId: batches[1] ?? "" },
    now,
  );
  expect(ofBatch).toEqual([]);
});

test("a link follows its batch into the one it was merged with", async () => {
  const { token } = await make({ subjectId: batches[1] });
  await superuser`update batches set merged_into = ${batches[0] ?? ""} where id = ${batches[1] ?? ""}`;
  expect((await holderOf(token)).subjectId).toBe(batches[0]);
});

test("what a holder reads ends at what the link shows, whatever is asked for", async () => {
  const { token } = await make();
  const holder = await holderOf(token);
  const seen = await asActor(holder, async (tx) => ({
    variants: await tx.execute("select sku from variants"),
    batches: await tx.execute("select name from batches"),
    users: await tx.execute("select 1 from users"),
    quotes: await tx.execute("select 1 from quote_lines"),
    links: await tx.execute("select 1 from share_links"),
  }));
  expect(seen).toMatchObject({ variants: [{ sku: "First" }], batches: [{ name: "First" }] });
  expect([...seen.users, ...seen.quotes, ...seen.links]).toEqual([]);
});
