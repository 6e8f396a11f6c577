import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { giveNotice } from "@/lib/events/give-notice";
import { sendDuePushes } from "./send-due-pushes";
import { listSubscriptions, subscribe } from "./subscribe";
import { tellNews } from "./tell-news";
import { makeAdmin, makeOrganisation, now, openHouse, refused, system } from "./testing";
import { readVapid, startBrowser } from "./testing-browser";
import { vapidKeys } from "./vapid";

let closeHouse: () => Promise<void>;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let anna: CustomerActor;

beforeAll(async () => {
  closeHouse = await openHouse();
  browser = await startBrowser();
  anna = (await makeOrganisation(await makeAdmin(), "customer_admin")).people[0]!.actor;
});
afterEach(async () => {
  browser.handed.length = 0;
  Object.assign(browser.answers, { status: 201, location: "" });
  delete process.env.OUTBOUND_ALLOW;
  await asActor(system, (tx) => tx.execute(sql`delete from push_subscriptions`));
});
afterAll(async () => {
  await browser.close();
  await closeHouse();
});

const address = (host = "127.0.0.1") => `http://${host}:${browser.port}/push/anna`;
const letThrough = () => {
  process.env.OUTBOUND_ALLOW = `127.0.0.1:${browser.port}`;
};
const join = (endpoint = address()) =>
  subscribe(anna, { endpoint, ...browser.keys, browser: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });

async function tellAnna(cause: string): Promise<void> {
  await asActor(system, (tx) =>
    giveNotice(tx, {
      organisationId: anna.organisationId,
      kind: "mention",
      userIds: [anna.userId],
      cause,
      words: `Müller & Söhne: ${cause}.`,
      path: { customer: "/batches", producer: "/ops" },
      at: now,
    }),
  );
  await tellNews(now);
}
const failures = async () =>
  (
    await asActor(system, (tx) =>
      tx.execute<{ failure: string }>(sql`
        select failure from notification_deliveries where channel = 'push' and failure is not null`),
    )
  ).map(({ failure }) => failure);

describe("a push", () => {
  test("arrives encrypted for the browser, signed with our key, once from two senders", async () => {
    letThrough();
    await join();
    await tellAnna("first");
    const sent = await Promise.all([sendDuePushes(now), sendDuePushes(now), sendDuePushes(now)]);
    expect(sent.reduce((sum, each) => sum + each.sent, 0)).toBe(1);
    expect(browser.handed).toHaveLength(1);
    const { headers, body, path } = browser.handed[0]!;
    expect(path).toBe("/push/anna");
    expect(headers["content-encoding"]).toBe("aes128gcm");
    expect(body.includes("Müller")).toBe(false);
    expect(JSON.parse(browser.read(body))).toMatchObject({
      title: "Waits for you",
      body: "Müller & Söhne: first.",
      path: "/batches",
    });
    const vapid = readVapid(headers.authorization ?? "");
    expect(vapid).toMatchObject({ aud: `http://127.0.0.1:${browser.port}`, sub: "https://frames.example" });
    expect(vapid.key).toBe((await vapidKeys()).publicKey);
    expect(await listSubscriptions(anna)).toMatchObject([{ browser: "Firefox on Linux", lastSentAt: now }]);
  });

  test("goes nowhere private without OUTBOUND_ALLOW: not when subscribing, not afterwards, not by a name", async () => {
    expect(await refused(join())).toBe("invalid");
    expect(await refused(join("https://127.0.0.1/push"))).toBe("invalid");
    expect(await refused(join("https://[::ffff:10.0.0.1]/push"))).toBe("invalid");
    letThrough();
    await join();
    delete process.env.OUTBOUND_ALLOW;
    await tellAnna("second");
    expect(await sendDuePushes(now)).toEqual({ sent: 0, failed: 1 });
    await asActor(system, (tx) => tx.execute(sql`delete from push_subscriptions`));
    await join(`https://localhost:${browser.port}/push`);
    await tellAnna("third");
    expect(await sendDuePushes(now)).toEqual({ sent: 0, failed: 1 });
    expect(browser.handed).toHaveLength(0);
    const why = await failures();
    expect(why).toHaveLength(2);
    expect(why.join(" ")).toContain("not on the public internet");
  });

  test("is not led elsewhere by a redirect", async () => {
    letThrough();
    await join();
    Object.assign(browser.answers, { status: 307, location: `http://127.0.0.1:${browser.port}/elsewhere` });
    await tellAnna("fourth");
    expect(await sendDuePushes(now)).toEqual({ sent: 0, failed: 1 });
    expect(browser.handed.map(({ path }) => path)).toEqual(["/push/anna"]);
    expect((await failures()).at(-1)).toContain("redirect");
  });

  test("to a browser that is gone forgets it; a service that fails is asked again later", async () => {
    letThrough();
    await join();
    browser.answers.status = 503;
    await tellAnna("fifth");
    expect(await sendDuePushes(now)).toEqual({ sent: 0, failed: 1 });
    expect(await sendDuePushes(now)).toEqual({ sent: 0, failed: 0 });
    browser.answers.status = 410;
    expect(await sendDuePushes(new Date(now.getTime() + 5 * 60_000))).toEqual({ sent: 1, failed: 0 });
    expect(await listSubscriptions(anna)).toEqual([]);
  });
});

test("the keys are made once and kept, and those of the environment come first", async () => {
  const made = await vapidKeys();
  expect(await vapidKeys()).toEqual(made);
  process.env.VAPID_PUBLIC_KEY = "public";
  process.env.VAPID_PRIVATE_KEY = "private";
  expect(await vapidKeys()).toMatchObject({ publicKey: "public", privateKey: "private" });
  delete process.env.VAPID_PUBLIC_KEY;
  delete process.env.VAPID_PRIVATE_KEY;
});
