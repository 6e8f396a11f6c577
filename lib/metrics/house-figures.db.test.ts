import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/metrics/route";
import { createDemoDatabase, type TestDatabase } from "@/db/testing";
import { peerHeader } from "@/lib/auth/request-headers";
import { claimJob, finishJob } from "@/lib/jobs/claim-job";
import { readMetrics } from "./read-metrics";

let db: TestDatabase;
beforeAll(async () => {
  db = await createDemoDatabase();
});
afterAll(() => db.drop());

const now = new Date("2026-03-18T13:00:00Z");
const figure = (text: string, name: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );

test("the figures are those of the database, name nobody, and say so where it is away", async () => {
  await claimJob("mail", "me", now);
  await finishJob("mail", "me", { now, dueAt: now, failure: "Nike Vision did not answer" });
  const text = await readMetrics();
  const sql = postgres(db.superuserUrl, { max: 1 });
  const places = await sql`select place, count(*)::int as n from variants group by place`;
  const names =
    await sql`select name from organisations union select name from batches union select name from users`;
  await sql.end();
  for (const { place, n } of places) expect(figure(text, `framewatch_variants{place="${place}"}`)).toBe(n);
  for (const { name } of names) expect(text).not.toContain(name);
  expect(figure(text, 'framewatch_job_failing{job="mail"}')).toBe(1);
  expect(figure(text, 'framewatch_job_finished_timestamp_seconds{job="mail"}')).toBe(now.getTime() / 1000);
  expect(figure(text, 'framewatch_waiting{what="mails"}')).toBeGreaterThanOrEqual(0);
  expect(figure(text, "framewatch_database_up")).toBe(1);
  expect(
    text.split("\n").filter((line) => !/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{.+\})? [-\d.e+]+|)$/.test(line)),
  ).toEqual([]);

  const ask = (peer: string) =>
    GET(new Request("http://localhost:3000/api/metrics", { headers: { [peerHeader]: peer } }));
  expect((await ask("203.0.113.9")).status).toBe(401);
  const answer = await ask("127.0.0.1");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    expect.stringContaining("version=0.0.4"),
  ]);
  expect(await answer.text()).toContain("framewatch_variants");

  process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  const away = await readMetrics();
  process.env.DATABASE_URL = db.url;
  expect(figure(away, "framewatch_database_up")).toBe(0);
  expect(away).toContain("process_resident_memory_bytes");
  expect(away).not.toContain("framewatch_variants");
});
