import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { createShareLink, revokeShareLink } from "@/lib/sharing/create-link";
import { openShareLink } from "@/lib/sharing/open-link";
import { subscribeToLink } from "@/lib/sharing/subscribe";
import { confirmSubscription, describeConfirmation } from "@/lib/subscriptions/confirm-subscription";
import { forgetAddresses } from "@/lib/subscriptions/forget-addresses";
import { queueLinkSummaries } from "./queue-link-summaries";
import { sendDueMails } from "./send-due-mails";
import { makeAdmin, makeOrganisation, now, openHouse, system } from "./testing";
import { headerOf, linkIn, Postbox, readable } from "./testing-postbox";
import { describeStop, unsubscribe } from "./unsubscribe";

const postbox = new Postbox();
let closeHouse: () => Promise<void>;
let anna: CustomerActor;
let batchId: string;
let asker = 0;

const hour = 3_600_000;
const after = (ms: number) => new Date(now.getTime() + ms);
/** `now` is a Wednesday in March: the Mondays after it, at 8:00 in Berlin. */
const monday = new Date("2026-03-09T07:00:00Z");
const weekLater = new Date("2026-03-16T07:00:00Z");

beforeAll(async () => {
  closeHouse = await openHouse();
  const { people } = await makeOrganisation(await makeAdmin(), "customer_admin");
  anna = people[0]!.actor;
  const lines = ["A-1", "A-2"].map((sku) => ({ sku, brand: "Nike", product: "Flyer", batch: "Titan" }));
  const order = await placeOrder(anna, { organisationId: anna.organisationId, lines }, now);
  batchId = order.batchIds[0]!;
  process.env.SMTP_URL = `smtp://127.0.0.1:${await postbox.listen()}`;
});
afterAll(async () => {
  postbox.close();
  delete process.env.SMTP_URL;
  await closeHouse();
});

const make = () =>
  createShareLink(anna, { scope: "batch", subjectId: batchId, label: "Internal name of ours" }, now);

const ask = (token: string, email: string, at = now) => {
  asker += 1;
  const address = `192.0.2.${asker % 250}`;
  return subscribeToLink({ token, email, locale: "de-DE", proof: undefined, address }, at);
};

/** Sends what is due and answers the new messages, as a reader sees them. */
async function arrived(at: Date): Promise<string[]> {
  const known = postbox.received.length;
  await sendDueMails(at);
  return postbox.received.slice(known).map(readable);
}

const rows = (table: "subscriptions" | "subscription_tokens" | "mails", where = sql`true`) =>
  asActor(system, async (tx) =>
    Number(
      (await tx.execute(sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`))[0]?.n,
    ),
  );

/** A subscription of a new link, confirmed. */
async function confirmed(email: string) {
  const link = await make();
  await ask(link.token, email);
  const [mail = ""] = await arrived(now);
  await confirmSubscription(linkIn(mail, "subscribe"), now);
  return { ...link, mail };
}

test("an address is sent nothing but the question until its owner has pressed the button", async () => {
  const { token } = await make();
  await ask(token, " Jo@Press.Example ");
  const [mail = ""] = await arrived(now);
  expect(headerOf(mail, "To")).toBe("jo@press.example");
  expect(mail).not.toMatch(/Titan|Internal name|\/share\//);
  const confirm = linkIn(mail, "subscribe");
  expect(await describeConfirmation(confirm)).toMatchObject({ kind: "link", isConfirmed: false });
  expect(await queueLinkSummaries(monday)).toBe(0);
  await confirmSubscription(confirm, now);
  const next = expect.stringMatching(/^Mo\., \d+\. \p{L}+/u);
  expect(await describeConfirmation(confirm)).toMatchObject({ isConfirmed: true, next });
  await ask(token, "jo@press.example");
  expect(await arrived(now)).toEqual([]);
  expect(await describeConfirmation(`${confirm}x`)).toBeNull();
  await expect(confirmSubscription("nothing", now)).rejects.toMatchObject({ code: "not_found" });
});

test("each Monday it gets one mail with what changed, its own link, and one press to end it", async () => {
  const { token, linkId } = await confirmed("mo@press.example");
  await asActor(system, (tx) => tx.execute(sql`delete from subscriptions where email <> 'mo@press.example'`));
  expect(await queueLinkSummaries(new Date(monday.getTime() - 1))).toBe(0);
  const twice = await Promise.all([queueLinkSummaries(monday), queueLinkSummaries(monday)]);
  expect(twice.sort()).toEqual([0, 1]);
  const [first = ""] = await arrived(monday);
  expect(headerOf(first, "Subject")).toBe("Titan: 0% Complete (0/2 variants)");
  expect(first).not.toMatch(/Since last week|Internal name/);
  const own = linkIn(first, "share");
  expect(own).not.toBe(token);
  expect(await openShareLink(own, monday, undefined)).toMatchObject({ state: "open", actor: { linkId } });
  expect((await openShareLink(own, after(60 * 24 * hour), undefined)).state).toBe("unknown");

  await asActor(system, (tx) =>
    tx.execute(sql`update subscriptions set last = last || '{"validated": 9, "late": 0}'`),
  );
  expect(await queueLinkSummaries(weekLater)).toBe(1);
  const [second = ""] = await arrived(weekLater);
  expect(second).toContain("Since last week");
  expect(second).toContain("fewer are validated (9 then, 0 now)");

  const stop = linkIn(headerOf(second, "List-Unsubscribe") ?? "", "api/unsubscribe");
  expect(headerOf(second, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(await describeStop(stop)).toMatchObject({ hasAccount: false, isOver: false });
  await unsubscribe(stop, weekLater);
  expect(await describeStop(stop)).toMatchObject({ hasAccount: false, isOver: true });
  expect(await rows("subscriptions")).toBe(0);
  expect((await openShareLink(own, weekLater, undefined)).state).toBe("unknown");
  await unsubscribe(stop, weekLater);
  expect(await queueLinkSummaries(after(30 * 24 * hour))).toBe(0);
});

test("a link with a passcode says nothing in a mail, and asks for it behind the mail's link", async () => {
  const { linkId, token } = await make();
  await ask(token, "po@press.example");
  const [mail = ""] = await arrived(now);
  await confirmSubscription(linkIn(mail, "subscribe"), now);
  await asActor(system, (tx) =>
    tx.execute(sql`update share_links set passcode_hash = 'x' where id = ${linkId}`),
  );
  expect(await queueLinkSummaries(monday)).toBe(1);
  const [summary = ""] = await arrived(monday);
  expect(summary).not.toMatch(/Titan|variants/);
  expect((await openShareLink(linkIn(summary, "share"), monday, undefined)).state).toBe("locked");
  await expect(ask(token, "qo@press.example")).rejects.toMatchObject({ code: "not_found" });
});

test("it ends with its link, a queued mail included, and no address is kept longer than needed", async () => {
  const { linkId, token } = await confirmed("ro@press.example");
  await ask(token, "so@press.example");
  const [question = ""] = await arrived(now);
  await queueLinkSummaries(monday);
  await revokeShareLink(anna, { linkId }, monday);
  expect((await arrived(monday)).filter((mail) => mail.includes("ro@press.example"))).toEqual([]);
  expect(await describeConfirmation(linkIn(question, "subscribe"))).toBeNull();

  const { token: other } = await make();
  await ask(other, "to@press.example");
  await forgetAddresses(after(47 * hour));
  expect(await rows("subscriptions", sql`email = 'to@press.example'`)).toBe(1);
  await forgetAddresses(after(49 * hour));
  for (const table of ["subscriptions", "mails"] as const)
    expect(await rows(table, sql`${sql.raw(table)}::text ~ '[rst]o@press.example'`), table).toBe(0);
});

test("who is asked again has two days again", async () => {
  const { token } = await make();
  await ask(token, "uo@press.example");
  await ask(token, "uo@press.example", after(47 * hour));
  await forgetAddresses(after(49 * hour));
  expect(await rows("subscriptions", sql`email = 'uo@press.example'`)).toBe(1);
  await forgetAddresses(after(96 * hour));
  expect(await rows("subscriptions", sql`email = 'uo@press.example'`)).toBe(0);
});

test("askings are limited for one recipient and for one asker, in words that tell nobody's secrets", async () => {
  const { token } = await make();
  const bombed = "victim@press.example";
  for (let i = 0; i < 3; i += 1) await ask(token, bombed);
  await expect(ask(token, bombed)).rejects.toMatchObject({ code: "limited" });
  const from = (i: number) =>
    subscribeToLink(
      { token, email: `a${i}@press.example`, locale: "en-GB", proof: undefined, address: "198.51.100.7" },
      now,
    );
  for (let i = 0; i < 10; i += 1) await from(i);
  await expect(from(11)).rejects.toMatchObject({ code: "limited" });
  await expect(ask(token, "no address")).rejects.toMatchObject({ code: "invalid" });
});
