import { loadavg } from "node:os";
import { join } from "node:path";
import { sql as raw } from "drizzle-orm";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { DEMO_PASSWORD } from "@/db/seed/demo/people";
import { grow } from "@/db/seed/grow";
import { asActor, type ProducerActor } from "@/lib/access/actor";
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
import { serveProduct, signIn } from "./serving";

const VARIANTS = 100_000;
const MEBIBYTE = 1024 * 1024;
/** Rows of one reading, written again and again: what the writer costs without a database behind it. */
const SAMPLE = 1_000;

/**
 * Reports on 100,000 variants: how soon a CSV begins and what it holds in memory; an Excel file made by the product in a
 * thread of its own against the same writer fed from memory, and what other people's pages feel meanwhile.
 */
export async function reports(): Promise<Figure[]> {
  const product = await serveProduct({ DEMO: "1" });
  const server = await startServer({ directory: join(product.data, "postgres") });
  process.env.DATABASE_URL = server.url;
  process.env.FRAMEWATCH_DATA = product.data;
  try {
    await grow(VARIANTS, new Date());
    const load = loadavg()[0] ?? 0;
    const csv = await csvFigures();
    const alone = await writerAlone();
    const made = await madeMeanwhile(product.origin);
    return [
      { name: "load of the machine before", value: load, unit: "" },
      ...csv,
      { name: "Excel, the same writer fed from memory", value: alone.seconds, unit: "s" },
      { name: "Excel, asked for until it is kept", value: made.seconds, unit: "s" },
      {
        name: "Excel, times the writer alone",
        value: made.seconds / ((alone.seconds * made.rows) / alone.rows),
        unit: "",
        limit: 2,
      },
      { name: "another page, p95 before", value: made.before, unit: "ms" },
      { name: "another page, p95 meanwhile", value: made.meanwhile, unit: "ms" },
      { name: "another page, times", value: made.meanwhile / made.before, unit: "", limit: 2 },
      { name: "rows", value: made.rows, unit: "" },
    ];
  } finally {
    await closeDatabase();
    await product.stop();
  }
}

async function staff(): Promise<ProducerActor> {
  const system = { kind: "system", job: "bench" } as const;
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(raw`select id from users where producer_role = 'ops' limit 1`),
  );
  return { kind: "ops", userId: found!.id };
}

/** The first byte, and the heap over the whole file: highest against that of the first tenth. */
async function csvFigures(): Promise<Figure[]> {
  const actor = await staff();
  const begun = performance.now();
  const made = await makeReport(
    actor,
    { find: scopeOfEverything, type: "detailed", format: "csv" },
    { now: new Date(), most: Number.POSITIVE_INFINITY },
  );
  if (!("file" in made)) throw new Error("A report without a limit was too long.");
  let first = 0;
  let bytes = 0;
  let early = 0;
  let highest = 0;
  for await (const chunk of made.file.body) {
    if (first === 0) first = performance.now() - begun;
    bytes += chunk.length;
    const held = process.memoryUsage().rss;
    if (bytes < 5 * MEBIBYTE) early = Math.max(early, held);
    highest = Math.max(highest, held);
  }
  return [
    { name: "CSV, first byte", value: first, unit: "ms", limit: 300 },
    { name: "CSV, whole", value: (performance.now() - begun) / 1_000, unit: "s" },
    { name: "CSV, size", value: bytes / MEBIBYTE, unit: "MiB" },
    {
      name: "CSV, memory more at its highest than in the first 5 MiB",
      value: (highest - early) / MEBIBYTE,
      unit: "MiB",
      limit: 64,
    },
  ];
}

async function writerAlone(): Promise<{ seconds: number; rows: number }> {
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
    for await (const batch of readVariants(tx, scope, { personal: true, turns: true })) {
      rows.push(...rowsOf(batch));
      if (rows.length >= SAMPLE) break;
    }
    return rows;
  });
  async function* again() {
    for (let written = 0; written < VARIANTS; written += sample.length) yield sample;
  }
  const begun = performance.now();
  const columns = columnsFor(detailedColumns, "producer");
  const body = xlsxStream({
    sheets: [sheet({ name: "Variants", columns, rows: again() })],
    facts: [],
    zone: "Europe/Berlin",
    generatedAt: now,
  });
  for await (const _ of body);
  return { seconds: (performance.now() - begun) / 1_000, rows: VARIANTS };
}

/** Asks for the Excel file as a person does, and another page over and over until it is there. */
async function madeMeanwhile(origin: string) {
  const cookie = await signIn(origin, "ops@framewatch.example", DEMO_PASSWORD);
  const other = await signIn(origin, "admin@lumen.example", DEMO_PASSWORD);
  const page = (seconds: number) =>
    measure(`${origin}/`, { connections: 2, seconds, headers: { cookie: other } });
  await page(5);
  const before = (await page(10)).p95;
  const begun = performance.now();
  const asked = await fetch(`${origin}/ops/reports/file?type=detailed&format=xlsx`, {
    headers: { cookie },
    redirect: "manual",
  });
  const location = asked.headers.get("location");
  if (!location) throw new Error(`The report was answered with ${asked.status}.`);
  const meanwhile = page(15);
  for (;;) {
    const file = await fetch(`${origin}${location}/file`, { headers: { cookie } });
    await file.body?.cancel();
    if (file.status === 200) break;
    if (performance.now() - begun > 600_000) throw new Error("The report was not made within ten minutes.");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const seconds = (performance.now() - begun) / 1_000;
  const [{ rows } = { rows: 0 }] = await asActor(await staff(), (tx) =>
    tx.execute<{ rows: number }>(raw`select rows from reports order by created_at desc limit 1`),
  );
  return { seconds, rows, before, meanwhile: (await meanwhile).p95 };
}
