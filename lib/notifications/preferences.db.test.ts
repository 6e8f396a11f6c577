import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { giveNotice } from "@/lib/events/give-notice";
import { saveOrganisationQuiet } from "./organisation-quiet";
import { readPreferences, savePreferences } from "./preferences";
import { queueNotices } from "./queue-notices";
import { sendDueMails } from "./send-due-mails";
import { tellNews } from "./tell-news";
import { makeAdmin, makeOrganisation, openHouse, refused, system } from "./testing";
import { headerOf, Postbox } from "./testing-postbox";
import { describeStop, unsubscribe } from "./unsubscribe";

const postbox = new Postbox();
let closeHouse: () => Promise<void>;
let anna: CustomerActor;
let tom: CustomerActor;
let serial = 0;

/** A Tuesday in Berlin, where it is an hour later. */
const at = (time: string) => new Date(`2026-03-10T${time}:00Z`);

beforeAll(async () => {
  closeHouse = await openHouse();
  process.env.SMTP_URL = `smtp://127.0.0.1:${await postbox.listen()}`;
  const house = await makeOrganisation(await makeAdmin(), "customer_admin", "customer_validator");
  [anna, tom] = house.people.map(({ actor }) => actor) as [CustomerActor, CustomerActor];
});
afterAll(async () => {
  postbox.close();
  delete process.env.SMTP_URL;
  await closeHouse();
});

async function mention(person: CustomerActor, now: Date): Promise<string> {
  const words = `Message ${++serial}.`;
  await asActor(system, (tx) =>
    giveNotice(tx, {
      organisationId: person.organisationId,
      kind: "mention",
      userIds: [person.userId],
      cause: words,
      words,
      path: { customer: "/batches", producer: "/ops" },
      at: now,
    }),
  );
  await tellNews(now);
  return words;
}
async function subjectsAt(now: Date): Promise<string[]> {
  postbox.received.length = 0;
  await queueNotices(now);
  // A mail's age is counted from the wall clock of the database.
  await asActor(system, (tx) =>
    tx.execute(sql`update mails set created_at = ${now.toISOString()}::timestamptz where sent_at is null`),
  );
  await sendDueMails(now);
  return postbox.received.map((message) => headerOf(message, "Subject") ?? "");
}
const plain = { zone: "", digest: "daily", kinds: {}, quiet: "organisation" } as const;

test("quiet hours of the organisation keep mails until they end, in the person's own zone; own hours come first", async () => {
  await saveOrganisationQuiet(anna, { quiet: "own", from: "20:00", to: "07:00" });
  expect(await refused(saveOrganisationQuiet(tom, { quiet: "none" }))).toBe("not_permitted");
  await savePreferences(
    tom,
    { ...plain, zone: "Asia/Tokyo", quiet: "own", from: "09:00", to: "17:00" },
    at("00:00"),
  );
  const night = await mention(anna, at("20:00"));
  const day = await mention(tom, at("20:00"));
  expect(await subjectsAt(at("20:01"))).toEqual([day.replace(".", "")]);
  expect(await subjectsAt(new Date("2026-03-11T05:59:00Z"))).toEqual([]);
  expect(await subjectsAt(new Date("2026-03-11T06:00:00Z"))).toEqual([night.replace(".", "")]);
});

test("what is unticked is not told that way; what was not chosen follows the role", async () => {
  await savePreferences(anna, { ...plain, kinds: { mention: ["app"] } }, at("08:00"));
  const { kinds } = await readPreferences(anna);
  expect(kinds.find(({ kind }) => kind === "mention")?.channels).toEqual(["app"]);
  expect(kinds.find(({ kind }) => kind === "quote_to_approve")?.channels).toEqual(["app", "push", "mail"]);
  await mention(anna, at("09:00"));
  expect(await subjectsAt(at("09:01"))).toEqual([]);
  await savePreferences(anna, { ...plain, kinds: { mention: ["app", "mail"] } }, at("09:30"));
});

test("a zone that is none, hours without an end and a time that is none are refused at their fields", async () => {
  const fieldsOf = async (input: Parameters<typeof savePreferences>[1]) =>
    savePreferences(anna, input, at("08:00")).then(
      () => [],
      (error: { details: { fields: object } }) => Object.keys(error.details.fields),
    );
  expect(await fieldsOf({ ...plain, zone: "Europe/Atlantis" })).toEqual(["zone"]);
  expect(await fieldsOf({ ...plain, quiet: "own", from: "20:00", to: "20:00" })).toEqual(["to"]);
  expect(await fieldsOf({ ...plain, quiet: "own", from: "25:00", to: "07:00" })).toEqual(["from"]);
});

test("a mail can be stopped with one press: opening shows, pressing acts, and a made-up link does nothing", async () => {
  await mention(anna, at("10:00"));
  await subjectsAt(at("10:01"));
  const [message] = postbox.received;
  expect(headerOf(message!, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const [, token = ""] =
    /^<https:\/\/frames\.example\/api\/unsubscribe\/([\w.-]+)>$/.exec(
      headerOf(message!, "List-Unsubscribe") ?? "",
    ) ?? [];
  expect(await describeStop(token)).toEqual({ what: ["You are mentioned"], hasAccount: true, isOver: false });
  await mention(anna, at("10:02"));
  expect(await subjectsAt(at("10:03"))).toHaveLength(1);

  await unsubscribe(token, at("10:04"));
  await unsubscribe(token, at("10:05"));
  await mention(anna, at("10:06"));
  expect(await subjectsAt(at("10:07"))).toEqual([]);
  const { kinds } = await readPreferences(anna);
  expect(kinds.find(({ kind }) => kind === "mention")?.channels).toEqual(["app"]);

  const other = Buffer.from(JSON.stringify([tom.userId, ["mention"]])).toString("base64url");
  expect(await describeStop(`${other}.${token.split(".")[1]}`)).toBeNull();
  expect(await refused(unsubscribe(`${other}.${token.split(".")[1]}`, at("10:08")))).toBe("not_found");
  expect(
    JSON.stringify(await asActor(system, async (tx) => [...(await tx.execute(sql`select * from mails`))])),
  ).not.toContain(token);
});
