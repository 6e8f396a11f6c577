import { expect, test } from "vitest";
import { changeEdition } from "@/db/editions";
import { sharedReading } from "./shared-reading";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, 0) + seconds * 1_000);
let read = 0;
const ask = (organisationId: string, seconds = 0, key = "overview") =>
  sharedReading({ key, organisationId, now: at(seconds) }, async () => ++read);

test("those who ask within seconds share one reading, others and later ones do not", async () => {
  const [first, second] = await Promise.all([ask("nike"), ask("nike", 4.9)]);
  expect(second).toBe(first);
  expect(await ask("nike", 5)).not.toBe(first);
  expect(await ask("lumen")).not.toBe(first);
  expect(await ask("nike", 0, "standing")).not.toBe(first);
});

test("a new minute ends it, since a page shows times to the minute", async () => {
  const first = await ask("lumen", 58);
  expect(await ask("lumen", 59.9)).toBe(first);
  expect(await ask("lumen", 60)).not.toBe(first);
});

test("a commit in the organisation ends it, one elsewhere does not", async () => {
  const first = await ask("oberauer");
  changeEdition("nike");
  expect(await ask("oberauer")).toBe(first);
  changeEdition("oberauer");
  const second = await ask("oberauer");
  expect(second).not.toBe(first);
  changeEdition();
  expect(await ask("oberauer")).not.toBe(second);
});

test("what began before a commit is not given to who asks after it", async () => {
  let finish = (_: number) => {};
  const slow = sharedReading({ key: "slow", organisationId: "nike", now: at(0) }, () => {
    return new Promise<number>((resolve) => {
      finish = resolve;
    });
  });
  changeEdition("nike");
  const after = sharedReading({ key: "slow", organisationId: "nike", now: at(0.1) }, async () => 2);
  finish(1);
  expect([await slow, await after]).toEqual([1, 2]);
});

test("a failed reading is tried again by the next", async () => {
  const failing = () => Promise.reject(new Error("The database is away."));
  const asked = { key: "failing", organisationId: "nike", now: at(0) };
  await expect(sharedReading(asked, failing)).rejects.toThrow("away");
  expect(await sharedReading(asked, async () => "back")).toBe("back");
});
