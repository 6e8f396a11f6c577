import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Papa from "papaparse";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { migrate } from "@/db/migrate";
import { tellExample } from "@/db/seed/demo/example";
import { addDemoPeople } from "@/db/seed/demo/people";
import { Story } from "@/db/seed/demo/story";
import { asActor, type CustomerActor } from "@/lib/access/actor";
import { placeOrder } from "@/lib/orders/place-order";
import { makeReport } from "@/lib/reports/make-report";
import { REPORT_TYPES, type ReportFormat, type ReportType } from "@/lib/reports/report";
import { scopeOfOrganisation } from "@/lib/reports/scope";
import type { Figure } from "./first-page";

const run = promisify(execFile);
/** Comma, quotes, UTF-8, cells as they are shown, every sheet in a file of its own. */
const EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
const AWKWARD = ["007", "1E5", "=1+1", "@SUM(A1)", "line\nbreak", "Größe 👓", '"quoted", comma'];

/**
 * The three reports of the seed's example, with awkward texts beside it, as LibreOffice reads them: Excel and CSV cell
 * by cell the same. Needs `soffice` (Debian: libreoffice-calc-nogui); asked for by name only.
 */
export async function office(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "framewatch-office-"));
  const server = await startServer({ directory: join(folder, "postgres"), durable: false });
  process.env.DATABASE_URL = server.url;
  await migrate(server.url);
  try {
    const customer = await tell();
    const figures: Figure[] = [];
    for (const type of REPORT_TYPES) {
      const csv = await opened(folder, customer, type, "csv");
      const xlsx = await opened(folder, customer, type, "xlsx");
      const table = csv.slice(csv.length - xlsx.length);
      const cells = xlsx.flatMap((row, i) => row.map((cell, j) => [cell, table[i]?.[j] ?? ""] as const));
      figures.push(
        { name: `${type}, cells compared`, value: cells.length, unit: "" },
        {
          name: `${type}, cells that differ`,
          value: cells.filter(([a, b]) => !isSame(a, b)).length,
          unit: "",
          limit: 0,
        },
      );
    }
    return figures;
  } finally {
    await closeDatabase();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function tell(): Promise<CustomerActor> {
  const people = await addDemoPeople();
  const { customer, organisationId } = people.nike;
  const now = new Date();
  await tellExample(new Story(now, organisationId, customer, people.staff));
  const lines = AWKWARD.map((text, i) => ({
    sku: i < 2 ? text : `X-${i}`,
    brand: "Nike",
    product: text,
    batch: "Awkward",
    colour: text,
    note: text,
  }));
  await placeOrder(customer, { organisationId, lines }, now);
  return customer;
}

/** The table of a report as LibreOffice shows it. */
async function opened(
  folder: string,
  customer: CustomerActor,
  type: ReportType,
  format: ReportFormat,
): Promise<string[][]> {
  const find = () => asActor(customer, (tx) => scopeOfOrganisation(tx, customer.organisationId));
  const scope = await find();
  const made = await makeReport(
    customer,
    { find: async () => scope, type, format },
    { now: new Date(), most: 10_000 },
  );
  if (!("file" in made)) throw new Error("The example has too many rows.");
  const name = `${type}-${format}`;
  const file = join(folder, `${name}.${format}`);
  await writeFile(file, Buffer.from(await new Response(made.file.body).arrayBuffer()));
  const out = join(folder, `${name}-out`);
  // Fields of our CSV are text to LibreOffice, so that it shows them as they stand in the file.
  const reading = format === "csv" ? ["--infilter=CSV:44,34,76,1,,0,true,false,false"] : [];
  await run("soffice", ["--headless", ...reading, "--convert-to", EVERY_SHEET, "--outdir", out, file], {
    timeout: 120_000,
  });
  const sheet = { summary: "Products", detailed: "Variants", timeline: "Timeline" }[type];
  const written = join(out, format === "csv" ? `${name}-${name}.csv` : `${name}-${sheet}.csv`);
  const text = await readFile(written, "utf8");
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
}

/** Figures by their value: a spreadsheet shows two places where a file has as many as needed; it shows seconds too. */
function isSame(a: string, b: string): boolean {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(b)) return a.startsWith(b);
  return a === b || (a !== "" && b !== "" && Math.abs(Number(a) - Number(b)) < 0.005);
}
