import { afterAll, beforeAll, expect, test } from "vitest";
import { read, utils } from "xlsx";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { setDisabled } from "@/lib/people/administer";
import { removeMember } from "@/lib/people/change-membership";
import { endWeekly, listWeekly, mailWeekly } from "@/lib/reports/weekly";
import { confirmSubscription } from "@/lib/subscriptions/confirm-subscription";
import { queueWeeklyReports } from "./queue-weekly-reports";
import { sendDueMails } from "./send-due-mails";
import { makeAdmin, makeOrganisation, now, openHouse } from "./testing";
import { headerOf, linkIn, Postbox, readable } from "./testing-postbox";
import { describeStop, unsubscribe } from "./unsubscribe";

const postbox = new Postbox();
let closeHouse: () => Promise<void>;
let admin: Awaited<ReturnType<typeof makeAdmin>>;
let anna: CustomerActor;
let other: CustomerActor;
let batchId: string;

/** `now` is a Wednesday in March: the Mondays after it, at 8:00 in Berlin. */
const monday = new Date("2026-03-09T07:00:00Z");
const weekLater = new Date("2026-03-16T07:00:00Z");

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
  const { people } = await makeOrganisation(admin, "customer_admin");
  anna = people[0]!.actor;
  other = (await makeOrganisation(admin, "customer_admin")).people[0]!.actor;
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

const weekly = () => asActor(anna, (tx) => listWeekly(tx, anna.organisationId));

/** Sends what is due and answers the new messages, as a reader sees them. */
async function arrived(at: Date): Promise<string[]> {
  const known = postbox.received.length;
  await sendDueMails(at);
  return postbox.received.slice(known).map(readable);
}

test("somebody outside is asked once, then sent the file each Monday until one press ends it", async () => {
  const input = { scope: "batch" as const, subjectId: batchId, email: "Jo@Press.example" };
  expect(await mailWeekly(anna, input, now)).toEqual({ begun: false });
  expect(await mailWeekly(anna, input, now)).toEqual({ begun: false });
  const asked = await arrived(now);
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toContain("Titan");
  expect(await queueWeeklyReports(monday)).toBe(0);
  expect(await weekly()).toMatchObject([{ of: "Titan", email: "jo@press.example", nextAt: null }]);
  await confirmSubscription(linkIn(asked[0]!, "subscribe"), now);
  const twice = await Promise.all([queueWeeklyReports(monday), queueWeeklyReports(monday)]);
  expect(twice.sort()).toEqual([0, 1]);
  const [mail = ""] = await arrived(monday);
  expect(headerOf(mail, "Subject")).toBe("Titan: 0% Complete (0/2 variants)");
  expect(mail).toContain("In Production: 2");
  const [text = ""] = mail.slice(mail.indexOf("\n\n")).split(/Content-Type: text\/html/);
  for (const said of [/Complete/g, /0% Produced/g, /since last week/gi])
    expect(text.match(said), text).toHaveLength(1);
  const sheet = /spreadsheetml\.sheet[\s\S]*?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(mail)?.[1] ?? "";
  const book = read(Buffer.from(sheet, "base64"));
  const figures = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Summary ?? {});
  expect(figures.find((row) => row.Figure === "In Production")).toMatchObject({ Variants: 2 });
  expect(Object.keys(figures[0] ?? {})).not.toContain("Details");
  const stop = linkIn(headerOf(mail, "List-Unsubscribe") ?? "", "api/unsubscribe");
  expect(await describeStop(stop)).toMatchObject({ hasAccount: false });
  await unsubscribe(stop, monday);
  expect(await weekly()).toEqual([]);
  expect(await queueWeeklyReports(weekLater)).toBe(0);
});

test("one's own begins at once; it is ended from the page, and nobody else reaches it", async () => {
  const [own] = await asActor(anna, (tx) =>
    tx.execute<{ email: string }>(`select email from users where id = '${anna.userId}'`),
  );
  const input = { scope: "organisation" as const, email: own!.email };
  expect(await mailWeekly(anna, input, now)).toEqual({ begun: true });
  const [line] = await weekly();
  expect(line).toMatchObject({ of: null, nextAt: monday });
  await endWeekly(other, { subscriptionId: line!.subscriptionId });
  expect(await weekly()).toHaveLength(1);
  await expect(
    mailWeekly(other, { scope: "batch", subjectId: batchId, email: "a@b.example" }, now),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(mailWeekly({ ...anna, role: "customer_validator" }, input, now)).rejects.toMatchObject({
    code: "not_permitted",
  });
  expect(await queueWeeklyReports(monday)).toBe(1);
  await endWeekly(anna, { subscriptionId: line!.subscriptionId });
  expect(await weekly()).toEqual([]);
  expect(await arrived(monday)).toEqual([]);
});

test("nobody's box is filled with questions, however often an asking is taken back", async () => {
  const input = { scope: "batch" as const, subjectId: batchId, email: "quiet@press.example" };
  const askAndEnd = async () => {
    await mailWeekly(anna, input, now);
    const line = (await weekly()).find(({ email }) => email === input.email);
    await endWeekly(anna, { subscriptionId: line!.subscriptionId });
  };
  for (let n = 0; n < 3; n += 1) await askAndEnd();
  await expect(askAndEnd()).rejects.toMatchObject({ code: "limited" });
  await expect(mailWeekly(anna, { ...input, scope: "organisation" }, now)).rejects.toMatchObject({
    code: "limited",
  });
});

test("whoever is taken out of the organisation, or switched off, is sent nothing more of it", async () => {
  const { organisationId, people } = await makeOrganisation(
    admin,
    ...Array<"customer_admin">(3).fill("customer_admin"),
  );
  const [boss, leaver, off] = people;
  for (const { actor, email } of people)
    expect(await mailWeekly(actor, { scope: "organisation", email }, now)).toEqual({ begun: true });
  await removeMember(boss!.actor, { organisationId, userId: leaver!.userId }, now);
  await setDisabled(admin, off!.userId, true, now);
  const left = await asActor(boss!.actor, (tx) => listWeekly(tx, organisationId));
  expect(left.map(({ email }) => email)).toEqual([boss!.email]);
});

test("one's own begins also where a colleague asked for it before", async () => {
  const { people } = await makeOrganisation(admin, "customer_admin", "customer_member");
  const [boss, member] = people;
  const input = { scope: "organisation" as const, email: member!.email };
  expect(await mailWeekly(boss!.actor, input, now)).toEqual({ begun: false });
  expect(await mailWeekly(member!.actor, input, now)).toEqual({ begun: true });
  const lines = await asActor(boss!.actor, (tx) => listWeekly(tx, boss!.actor.organisationId));
  expect(lines).toMatchObject([{ email: member!.email, nextAt: monday }]);
});
