import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { claimJob, finishJob, leaseMs, renewJob } from "./claim-job";
import { runJobs, runWhenDue } from "./run-jobs";

let database: TestDatabase;
const noon = new Date("2026-03-02T12:00:00Z");
const after = (ms: number) => new Date(noon.getTime() + ms);

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test("of many processes that come at once, one gets the job", async () => {
  const claims = await Promise.all(
    Array.from({ length: 12 }, (_, index) => claimJob("crowded", `process-${index}`, noon)),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test("a job is done again when it is due, not before", async () => {
  let runs = 0;
  const job = { name: "counting", everySeconds: 60, run: async () => void runs++ };
  await runWhenDue(job, "one", () => noon);
  await runWhenDue(job, "two", () => after(59_000));
  expect(runs).toBe(1);
  await runWhenDue(job, "two", () => after(60_000));
  expect(runs).toBe(2);
});

test("what a killed process had begun is taken up within a minute, and its late word counts no more", async () => {
  expect(await claimJob("orphan", "killed", noon)).toBe(true);
  expect(await claimJob("orphan", "heir", after(leaseMs - 1))).toBe(false);
  expect(leaseMs).toBeLessThan(60_000);
  expect(await claimJob("orphan", "heir", after(leaseMs))).toBe(true);
  expect(await renewJob("orphan", "killed", after(leaseMs))).toBe(false);
  expect(await finishJob("orphan", "killed", { now: noon, dueAt: noon, failure: null })).toBe(false);
});

test("what a process had claimed is free at once to the one that takes its place, and to nobody else", async () => {
  expect(await claimJob("inherited", "house", noon)).toBe(true);
  expect(await claimJob("another's", "neighbour", noon)).toBe(true);
  await runJobs([], "house")();
  expect(await claimJob("inherited", "house", after(1_000))).toBe(true);
  expect(await claimJob("another's", "house", after(1_000))).toBe(false);
});

test("a long job keeps its claim by renewing it", async () => {
  await claimJob("long", "worker", noon);
  expect(await renewJob("long", "worker", after(30_000))).toBe(true);
  expect(await claimJob("long", "other", after(leaseMs))).toBe(false);
});

test("a job that fails is free again and done the next time", async () => {
  let runs = 0;
  const job = {
    name: "failing",
    everySeconds: 10,
    run: async () => {
      runs += 1;
      if (runs === 1) throw new Error("the mail server is away");
    },
  };
  await runWhenDue(job, "one", () => noon);
  await runWhenDue(job, "one", () => after(10_000));
  expect(runs).toBe(2);
});

test("what a process gives up as it ends is taken up at once by another, and is no failure", async () => {
  const stopping = new AbortController();
  const runs: string[] = [];
  const job = (holder: string) => ({
    name: "given up",
    everySeconds: 300,
    run: async (_: Date, signal: AbortSignal) => {
      runs.push(holder);
      if (holder === "one") stopping.abort();
      signal.throwIfAborted();
    },
  });
  await runWhenDue(job("one"), "one", () => noon, stopping.signal);
  await runWhenDue(job("two"), "two", () => noon);
  await runWhenDue(job("three"), "three", () => after(299_000));
  expect(runs).toEqual(["one", "two"]);
});
