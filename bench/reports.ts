import { loadavg } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql as raw } from "drizzle-orm";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { migrate } from "@/db/migrate";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";
import { tellDemo } from "@/db/seed/demo/tell";
import { grow } from "@/db/seed/grow";
import { asActor, type ProducerActor } from "@/lib/access/actor";
import { seedDemo } from "@/lib/launch/seed-demo";
import { detailedColumns, detailedRows } from "@/lib/reports/detailed";
import { columnsFor } from "@/lib/reports/format/columns";
import { sheet } from "@/lib/reports/format/sheet";
import { xlsxStream } from "@/lib/reports/format/xlsx";
import { makeReport } from "@/lib/reports/make-report";
import { readVariants } from "@/lib/reports/read-variants";
import { scopeOfEverything, scopeOfOrganisation } from "@/lib/reports/scope";
import { rulesInForce } from "@/lib/variants/rules";
import type { Figure } from "./first-page";
import { measure } from "./measure";
import { dataFolder, serveProduct, signIn } from "./serving";
import { settle } from "./settle";

const VARIANTS = 100_000;
const MEBIBYTE = 1024 * 1024;
const LOOK_EVERY = 2 * MEBIBYTE;
/** Rows of one reading, written again and again: what the writer costs without a database behind it. */
const SAMPLE = 1_000;
/** How often each is measured; what is said is the median, of the product also the first, before its code is warm. */
const ROUNDS = 3;
/** What other people do meanwhile. */
const OTHERS = { connections: 2, every: 200 };

/**
 * Reports on 100,000 variants: how soon a CSV begins and what it holds in memory; an Excel file made by the product in a
 * process of its own against the same writer fed from memory, and what other people's pages feel meanwhile.
 */
export async function reports(): Promise<Figure[]> {
  const { product, server } = await servedHouse();
  try {
    await settle(server);
    const load = loadavg()[0] ?? 0;
    const csv = await csvFigures();
    const writer = await writerAlone();
    const { alone, busy, before, meanwhile } = await madeByProduct(product.origin);
    return [
      { name: "load of the machine before", value: load, unit: "" },
      ...csv,
      { name: "Excel, the same writer fed from memory", value: writer, unit: "s" },
      { name: "Excel, made in a process of its own", value: alone.seconds, unit: "s" },
      { name: "Excel, times the writer", value: alone.seconds / writer, unit: "", limit: 2 },
      { name: "Excel, the first of the process", value: alone.first, unit: "s" },
      { name: "Excel, rows", value: alone.rows, unit: "" },
      { name: "Excel, size", value: alone.bytes / MEBIBYTE, unit: "MiB" },
      { name: "another page, ten asked for in a second, p95 before", value: before, unit: "ms" },
      { name: "another page, p95 while an Excel is made", value: meanwhile, unit: "ms" },
      { name: "another page, times", value: meanwhile / before, unit: "", limit: 2 },
      { name: "Excel, made while pages are asked for", value: busy.seconds, unit: "s" },
    ];
  } finally {
    await closeDatabase();
    await product.stop();
  }
}

/** A house of so many variants, found by the product as it starts: what it makes of its past is then behind it. */
async function servedHouse() {
  const data = await dataFolder();
  const server = await startServer({ directory: join(data, "postgres") });
  process.env.DATABASE_URL = server.url;
  process.env.FRAMEWATCH_DATA = data;
  await migrate(server.url, server.url);
  await seedDemo(server.url, async () => void (await tellDemo(new Date())));
  await grow(VARIANTS, new Date());
  return { product: await serveProduct({ DEMO: "1", DATABASE_URL: "" }, data), server };
}

async function staff(): Promise<ProducerActor> {
  const system = { kind: "system", job: "bench" } as const;
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(raw`select id from users where producer_role = 'ops' limit 1`),
  );
  return { kind: "ops", userId: found!.id };
}

/** The first byte, and what the file holds in memory on its way: what is left of it when all that can go has gone. */
async function csvFigures(): Promise<Figure[]> {
  const actor = await staff();
  const at = held();
  const begun = performance.now();
  const made = await makeReport(
    actor,
    { find: scopeOfEverything, type: "detailed", format: "csv" },
    { now: new Date(), most: Number.POSITIVE_INFINITY },
  );
  if (!("file" in made)) throw new Error("A report without a limit was too long.");
  let first = 0;
  let bytes = 0;
  const looked: number[] = [];
  for await (const chunk of made.file.body) {
    if (first === 0) first = performance.now() - begun;
    bytes += chunk.length;
    if (bytes > looked.length * LOOK_EVERY) looked.push(held() - at);
  }
  const half = Math.floor(looked.length / 2);
  return [
    { name: "CSV, first byte", value: first, unit: "ms", limit: 300 },
    { name: "CSV, whole", value: (performance.now() - begun) / 1_000, unit: "s" },
    { name: "CSV, size", value: bytes / MEBIBYTE, unit: "MiB" },
    { name: "CSV, memory held in its first half", value: Math.max(...looked.slice(0, half)), unit: "MiB" },
    {
      name: "CSV, memory held in its second half",
      value: Math.max(...looked.slice(half)),
      unit: "MiB",
      limit: 32,
    },
  ];
}

/** MiB that this process holds and cannot let go. */
function held(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEBIBYTE;
}

/** Seconds. */
async function writerAlone(): Promise<number> {
  const actor = await staff();
  const now = new Date();
  const sample = await asActor(actor, async (tx) => {
    const rules = await rulesInForce(tx);
    const [biggest] = await tx.execute<{ id: string }>(
      raw`select organisation_id as id from variants group by 1 order by count(*) desc limit 1`,
    );
    const scope = await scopeOfOrganisation(tx, biggest!.id);
    const rowsOf = detailedRows(rules, "producer", now);
    const rows = [];
    for await (const batch of readVariants(tx, scope, { personal: true })) {
      rows.push(...rowsOf(batch));
      if (rows.length >= SAMPLE) break;
    }
    return rows;
  });
  async function* again() {
    for (let written = 0; written < VARIANTS; written += sample.length) yield sample;
  }
  const columns = columnsFor(detailedColumns, "producer");
  const seconds = await rounds(async () => {
    const begun = performance.now();
    const body = xlsxStream({
      sheets: [sheet({ name: "Variants", columns, rows: again() })],
      facts: [],
      zone: "Europe/Berlin",
      generatedAt: now,
    });
    for await (const _ of body);
    return (performance.now() - begun) / 1_000;
  });
  return median(seconds);
}

async function rounds<Result>(one: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = 0; round < ROUNDS; round += 1) results.push(await one());
  return results;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Asks for the Excel file as a person does: alone, and while other people open pages. */
async function madeByProduct(origin: string) {
  const cookie = await signIn(origin, "ops@framewatch.example", DEMO_PASSWORD);
  const other = await signIn(origin, "admin@lumen.example", DEMO_PASSWORD);
  const pages = (seconds: number, signal?: AbortSignal) =>
    measure(`${origin}/`, { ...OTHERS, seconds, headers: { cookie: other }, ...(signal ? { signal } : {}) });
  const make = async () => {
    const asked = await fetch(`${origin}/ops/reports/file?type=detailed&format=xlsx`, {
      headers: { cookie },
      redirect: "manual",
    });
    const location = asked.headers.get("location");
    if (!location) throw new Error(`The report was answered with ${asked.status}.`);
    const begun = await becomes(location, ["making", "ready"]);
    const ended = await becomes(location, ["ready"]);
    const file = await fetch(`${origin}${location}/file`, { headers: { cookie } });
    const bytes = (await file.arrayBuffer()).byteLength;
    return { seconds: (ended.at - begun.at) / 1_000, rows: ended.rows, bytes };
  };
  const alone = await rounds(make);
  await pages(5);
  const before = await pages(15);
  const done = new AbortController();
  const meanwhile = pages(600, done.signal);
  const busy = await rounds(make).finally(() => done.abort());
  const secondsOf = (made: typeof alone) => median(made.map(({ seconds }) => seconds));
  return {
    alone: { ...alone[0]!, seconds: secondsOf(alone), first: alone[0]!.seconds },
    busy: { seconds: secondsOf(busy) },
    before: before.p95,
    meanwhile: (await meanwhile).p95,
  };
}

/** When a kept report has come so far. Throws where it failed, or after ten minutes. */
async function becomes(location: string, states: readonly string[]): Promise<{ at: number; rows: number }> {
  const id = location.split("/").at(-1) ?? "";
  const actor = await staff();
  for (const begun = performance.now(); performance.now() - begun < 600_000; ) {
    const [found] = await asActor(actor, (tx) =>
      tx.execute<{ status: string; rows: number }>(raw`select status, rows from reports where id = ${id}`),
    );
    if (found && states.includes(found.status)) return { at: performance.now(), rows: found.rows };
    if (found?.status === "failed") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The report was not made.");
}
