import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
import { cellText } from "@/lib/reports/format/cell-text";
import { columnsFor } from "@/lib/reports/format/columns";
import { neutralise } from "@/lib/reports/format/neutralise";
import { wallClock } from "@/lib/reports/format/wall-time";
import { makeReport } from "@/lib/reports/make-report";
import { loadOverview } from "@/lib/reports/overview";
import { readerZone } from "@/lib/reports/reader-zone";
import { REPORT_TYPES, type ReportFormat, type ReportType } from "@/lib/reports/report";
import { scopeOfOrganisation } from "@/lib/reports/scope";
import { figureColumns, figuresOf } from "@/lib/reports/summary";
import type { Figure } from "./first-page";

const run = promisify(execFile);
/** Comma, quotes, UTF-8, cells as they are shown, every sheet in a file of its own. */
const EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
const NOW = new Date();
const AWKWARD = ["007", "1E5", "=1+1", "@SUM(A1)", "line\nbreak", "Größe 👓", '"quoted", comma'];

/** Microsoft's Open XML SDK, which holds every part to the published schema; npm fetches it when it is asked for. */
const VALIDATOR = ["--yes", "--package=@ooxml-tools/validate@0.4.6", "ooxml-validate", "--of", "json"];

/**
 * The three reports of the seed's example, with awkward texts beside it, as LibreOffice reads them: Excel and CSV cell by
 * cell the same, the Summary's figures as its page has them, and every part of the workbook as the published schema wants
 * it. Needs `soffice` (Debian: libreoffice-calc-nogui) and a registry; asked for by name only.
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
      const table = xlsx.sheet(TABLES[type]);
      figures.push(
        ...compared(type, table, csv.sheet().slice(-table.length)),
        ...(type === "summary"
          ? compared("summary, its figures", xlsx.sheet("Summary"), await figuresShown(customer))
          : []),
        { name: `${type}, faults against the schema`, value: await faults(xlsx.file), unit: "", limit: 0 },
      );
    }
    return figures;
  } finally {
    await closeDatabase();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const TABLES = { summary: "Products", detailed: "Variants", timeline: "Timeline" } as const;

/** Every cell of `cells` against that of `expected` in its place. */
function compared(name: string, cells: string[][], expected: string[][]): Figure[] {
  const pairs = cells.flatMap((row, i) => row.map((cell, j) => [cell, expected[i]?.[j] ?? ""] as const));
  const differ = pairs.filter(([a, b]) => !isSame(a, b));
  for (const [a, b] of differ)
    process.stderr.write(`  ${name}: ${JSON.stringify(a)}, not ${JSON.stringify(b)}\n`);
  const rows = Math.abs(cells.length - expected.length);
  return [
    { name: `${name}, cells compared`, value: pairs.length, unit: "" },
    { name: `${name}, cells that differ`, value: differ.length + rows, unit: "", limit: 0 },
  ];
}

/** The figures of the Summary as its page has them, head included. */
function figuresShown(customer: CustomerActor): Promise<string[][]> {
  return asActor(customer, async (tx) => {
    const scope = await scopeOfOrganisation(tx, customer.organisationId);
    const overview = await loadOverview(tx, customer, scope, NOW);
    const wall = wallClock(await readerZone(tx, customer, overview.rules.calendar.zone));
    const columns = columnsFor(figureColumns, "customer");
    const rows = figuresOf(overview).map((figure) =>
      columns.map((column) => {
        const cell = cellText(column, figure, wall);
        return column.kind === "text" ? neutralise(cell) : cell;
      }),
    );
    return [columns.map(({ header }) => header), ...rows];
  });
}

async function faults(file: string): Promise<number> {
  const { stdout } = await run("npx", [...VALIDATOR, file], { timeout: 300_000 });
  const found = JSON.parse(stdout) as { description: string; path: { xpath: string; partUri: string } }[];
  for (const { description, path } of found)
    process.stderr.write(`  ${path.partUri} ${path.xpath}: ${description}\n`);
  return found.length;
}

async function tell(): Promise<CustomerActor> {
  const people = await addDemoPeople();
  const { customer, organisationId } = people.nike;
  await tellExample(new Story(NOW, organisationId, customer, people.staff));
  const lines = AWKWARD.map((text, i) => ({
    sku: i < 2 ? text : `X-${i}`,
    brand: "Nike",
    product: text,
    batch: "Awkward",
    colour: text,
    note: text,
  }));
  await placeOrder(customer, { organisationId, lines }, NOW);
  return customer;
}

/** A report as LibreOffice shows it: its sheets by their names, a CSV's only one without. */
async function opened(folder: string, customer: CustomerActor, type: ReportType, format: ReportFormat) {
  const find = () => asActor(customer, (tx) => scopeOfOrganisation(tx, customer.organisationId));
  const scope = await find();
  const made = await makeReport(
    customer,
    { find: async () => scope, type, format },
    { now: NOW, most: 10_000 },
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
  const sheet = (title = name) =>
    Papa.parse<string[]>(readFileSync(join(out, `${name}-${title}.csv`), "utf8"), { skipEmptyLines: true })
      .data;
  return { file, sheet };
}

/** Figures by their value: a spreadsheet shows two places where a file has as many as needed; it shows seconds too, of which we write none. */
function isSame(a: string, b: string): boolean {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(b)) return a === b || a === `${b}:00`;
  return a === b || (a !== "" && b !== "" && Math.abs(Number(a) - Number(b)) < 0.005);
}
