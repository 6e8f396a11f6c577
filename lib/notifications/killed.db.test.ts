import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { giveNotice } from "@/lib/events/give-notice";
import { addPerson } from "@/lib/people/add-person";
import { makeAdmin, makeOrganisation, now, openHouse, system } from "./testing";
import { headerOf, Postbox } from "./testing-postbox";

const people = 30;
let closeHouse: () => Promise<void>;
let organisationId: string;
const userIds: string[] = [];
const children: ChildProcess[] = [];
const started = Date.now();
const boxes = { killed: new Postbox(), other: new Postbox() };

beforeAll(async () => {
  closeHouse = await openHouse();
  organisationId = (await makeOrganisation(await makeAdmin())).organisationId;
  for (let index = 0; index < people; index += 1) {
    const memberships = [{ organisationId, role: "customer_member" as const }];
    const person = { email: `p${index}@many.example`, name: `P ${index}`, memberships };
    userIds.push((await addPerson(system, person)).userId);
  }
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  boxes.killed.close();
  boxes.other.close();
  await closeHouse();
});

/** A scheduler of its own process, once it has gone round the first time. */
async function startScheduler(box: Postbox): Promise<ChildProcess> {
  const SMTP_URL = `smtp://127.0.0.1:${await box.listen()}`;
  const child = spawn(process.execPath, ["--import", "tsx", "lib/notifications/testing-scheduler.ts"], {
    env: { ...process.env, SMTP_URL, STARTS_AT: now.toISOString(), STARTED: String(started) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout!, "data");
  child.stdout!.resume();
  return child;
}

test("two schedulers, one killed in the middle of sending: each person is told once, under one Message-ID", async () => {
  let open = () => {};
  boxes.other.opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  const [victim] = await Promise.all([startScheduler(boxes.killed), startScheduler(boxes.other)]);
  const dead = once(victim, "exit");
  boxes.killed.onMessage = async () => {
    if (boxes.killed.received.length < 3) return;
    victim.kill("SIGKILL");
    await dead;
  };
  await asActor(system, (tx) =>
    giveNotice(tx, {
      organisationId,
      kind: "mention",
      userIds,
      cause: "mention:all",
      words: "You are all needed.",
      path: { customer: "/", producer: "/ops" },
      at: now,
    }),
  );
  const [, signal] = await dead;
  expect(signal).toBe("SIGKILL");
  open();
  const unsent = async () =>
    (await asActor(system, (tx) => tx.select().from(mails))).filter(({ sentAt }) => sentAt === null).length;
  await expect.poll(unsent, { timeout: 90_000, interval: 200 }).toBe(0);

  const told = await asActor(system, (tx) =>
    tx.execute<{ user_id: string; n: number }>(sql`
      select user_id, count(*)::int as n from notifications group by 1`),
  );
  expect(new Set(told.map(({ user_id }) => user_id))).toEqual(new Set(userIds));
  expect(told.every(({ n }) => n === 1)).toBe(true);

  const kept = await asActor(system, (tx) => tx.select().from(mails));
  expect(kept).toHaveLength(people);
  const received = [...boxes.killed.received, ...boxes.other.received];
  const idsTo = new Map<string, Set<string>>();
  for (const message of received) {
    const to = headerOf(message, "To")!;
    idsTo.set(to, (idsTo.get(to) ?? new Set()).add(headerOf(message, "Message-ID")!));
  }
  expect(idsTo.size).toBe(people);
  expect([...idsTo.values()].every((ids) => ids.size === 1)).toBe(true);
  expect(new Set(received.map((message) => headerOf(message, "Message-ID")))).toEqual(
    new Set(kept.map(({ id }) => `<${id}@frames.example>`)),
  );
  // What the killed one had handed over without hearing so left again, under its own name: at least once.
  expect(received.length).toBe(people + 1);
}, 150_000);
