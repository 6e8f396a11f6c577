import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CellObject, read, utils, type WorkSheet } from "xlsx";
import { tellExample } from "@/db/seed/demo/example";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { Story } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Actor, asActor, type CustomerActor, type StakeholderActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { META } from "@/lib/lifecycle/meta";
import type { Place } from "@/lib/lifecycle/states";
import { raiseFlags } from "@/lib/validation/flags";
import { assignVariants } from "@/lib/variants/assign";
import { rulesInForce } from "@/lib/variants/rules";
import { cellText } from "./format/cell-text";
import type { Column } from "./format/columns";
import { wallClock } from "./format/wall-time";
import { makeReport } from "./make-report";
import { readHeld } from "./read-held";
import { REPORT_FORMATS, REPORT_TYPES, type ReportFormat, type ReportType } from "./report";
import { loadSchedule } from "./schedule";
import { type Scope, scopeOfBatch, scopeOfLink } from "./scope";
import { readCsv, sheetTexts } from "./testing-files";

let database: TestDatabase;
let people: DemoPeople;
let customer: CustomerActor;
let batchId: string;
let awkwardId: string;
let rows: { id: string; sku: string; place: Place; product: string; entered_at: string }[];
const now = new Date("2026-03-18T10:00:00Z");

/** Begins like a formula, and must be found where only signed-in people look. */
const hidden = {
  note: "=cmd|'/c calc'!A1 canary-note",
  flag: "@canary-flag",
  reason: "+canary-reason",
  quoteNote: "-canary-quote",
};
const secret = ["canary", "Duc Nguyen", "Marta", "Anna", "Q-00", "124", "€"];

beforeAll(async () => {
  database = await createTestDatabase();
  people = await addDemoPeople();
  customer = people.nike.customer;
  const story = new Story(now, people.nike.organisationId, customer, people.staff);
  await tellExample(story);
  await tellAwkward(story);
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    const batches = await tx.execute<{ id: string; name: string }>("select id, name from batches");
    batchId = batches.find(({ name }) => name === "Nike Collection 2024")?.id ?? "";
    awkwardId = batches.find(({ name }) => name.startsWith("="))?.id ?? "";
    rows = await tx.execute(
      `select v.id, v.sku, v.place, p.name as product, v.entered_at from variants v join products p on p.id = v.product_id where v.batch_id = '${batchId}'`,
    );
  });
}, 300_000);

afterAll(() => database.drop());

/** What a spreadsheet makes a number of, or a reader of lines breaks. */
const changed = ["007", "1E5", "two\nlines 👓"];

/** A batch whose every text would run in a spreadsheet, with all that stakeholders must not learn. */
async function tellAwkward(story: Story) {
  const line = {
    brand: "@Brand",
    product: "-Product",
    batch: '=HYPERLINK("http://evil.example","Batch")',
    colour: "+Col\x1four",
    size: "\t52",
    lens: "\rClear",
  };
  const skus = ["=1+1", "@SUM(A1)", ...changed];
  const ids = await story.order(
    skus.map((sku) => ({
      ...line,
      sku,
      ...(changed.includes(sku) ? { product: sku } : {}),
      note: hidden.note,
    })),
    6,
  );
  const variantIds = [...ids.values()];
  await story.play(variantIds, [{ event: "confirmFeasibility", ago: 5 }]);
  const quoteVersionId = await story.quote(variantIds, {
    requested: 4,
    sent: 3,
    price: 124_00,
    validFor: 30,
    note: hidden.quoteNote,
  });
  await story.decide(quoteVersionId, variantIds.slice(0, 1), variantIds.slice(1), 2, hidden.reason);
  await raiseFlags(
    people.staff,
    { variantIds, kind: "geometry", severity: "minor", words: hidden.flag, blocking: true },
    story.ago(1),
  );
  const [duc] = await asActor(people.staff, (tx) =>
    tx.execute<{ id: string }>("select id from users where name = 'Duc Nguyen'"),
  );
  await assignVariants(people.staff, { variantIds, assigneeId: duc?.id ?? null }, story.ago(1));
}

const holder = (scope: StakeholderActor["scope"], subjectId: string | null): StakeholderActor => ({
  kind: "stakeholder",
  organisationId: people.nike.organisationId,
  linkId: newId(),
  scope,
  subjectId,
});

async function bytesOf(actor: Actor, type: ReportType, format: ReportFormat, scope?: Scope): Promise<Buffer> {
  const find = async (tx: Parameters<typeof scopeOfBatch>[0]) => scope ?? scopeOfBatch(tx, batchId);
  const made = await makeReport(actor, { find, type, format }, { now, most: 10_000 });
  if (!("file" in made)) throw new Error("The report is too long.");
  return Buffer.from(await new Response(made.file.body).arrayBuffer());
}

const readXlsx = (bytes: Buffer) => read(bytes, { cellDates: true });
const tableOf = (sheet: WorkSheet | undefined) =>
  utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}, { defval: "" });

describe("the seed's example", () => {
  test("the Summary reads exactly as it does", async () => {
    const { facts, rows: products } = readCsv(await bytesOf(customer, "summary", "csv"));
    expect(facts).toMatchObject({
      Report: "Summary Report",
      Batch: "Nike Collection 2024",
      Orders: expect.stringMatching(/^ORD-2026-\d{5}$/),
      Generated: "Wed 18 Mar 2026, 11:00 CET (Europe/Berlin)",
      "How complete is counted": expect.stringContaining("validated ÷ active variants"),
      Complete: "45% Complete (45/100 variants)",
      "In Production": "30",
      "Ready for Review": "15",
      Validated: "45",
      "On Hold": "10",
      Alert: expect.stringMatching(/^10 variants requiring quote approval/),
    });
    const sum = (column: string) => products.reduce((total, row) => total + Number(row[column]), 0);
    expect([sum("Variants"), sum("Complete"), sum("Awaiting review"), sum("On Hold")]).toEqual([
      100, 45, 15, 10,
    ]);
  });

  test("Excel holds the same in typed cells", async () => {
    const book = readXlsx(await bytesOf(customer, "summary", "xlsx"));
    expect(book.SheetNames).toEqual(["Summary", "Products", "About"]);
    const figures = tableOf(book.Sheets.Summary);
    const figure = (label: string) => figures.find((row) => row.Figure === label);
    expect(figure("Complete")).toMatchObject({ Variants: 45, Percent: 0.45 });
    expect(figure("Produced")).toMatchObject({ Variants: 60, Percent: 0.6 });
    expect(figure("In Production")).toMatchObject({ Variants: 30 });
    expect(figure("Expected Completion")?.Date).toBeInstanceOf(Date);
    expect(figure("Alert")).toMatchObject({ "In words": "10 variants requiring quote approval" });
    const csv = readCsv(await bytesOf(customer, "summary", "csv"));
    const products = tableOf(book.Sheets.Products);
    expect(products.map((row) => [row.Product, String(row.Complete)])).toEqual(
      csv.rows.map((row) => [row.Product, row.Complete]),
    );
  });

  test("the Detailed report has each variant once, as it stands", async () => {
    const { rows: lines } = readCsv(await bytesOf(customer, "detailed", "csv"));
    const expected = new Map(rows.map((row) => [row.sku, [row.product, META[row.place].label]]));
    expect(lines).toHaveLength(100);
    expect(new Map(lines.map((line) => [line.SKU, [line.Product, line.State]]))).toEqual(expected);
    const held = lines.filter((line) => line["Whose turn"] === "Customer" && line.Status === "On Hold");
    expect(held).toHaveLength(10);
    expect(held.every((line) => /^If approved by /.test(line.Estimate ?? ""))).toBe(true);
    const sheet = tableOf(readXlsx(await bytesOf(customer, "detailed", "xlsx")).Sheets.Variants);
    expect(sheet.map((row) => row.SKU)).toEqual(lines.map((line) => line.SKU));
    expect(sheet.every((row) => row.Since instanceof Date)).toBe(true);
    expect(sheet.every((row) => typeof row["Business days in state"] === "number")).toBe(true);
    expect(sheet.every((row) => typeof row.EAN === "string")).toBe(true);
  });

  test("the Timeline has every step of every variant, one beginning where the other ended", async () => {
    const { rows: lines } = readCsv(await bytesOf(customer, "timeline", "csv"));
    const [steps] = await asActor(customer, (tx) =>
      tx.execute<{ n: number }>(
        `select count(*)::int as n from transitions t join variants v on v.id = t.variant_id where v.batch_id = '${batchId}'`,
      ),
    );
    expect(lines.filter((line) => line.Status !== "Planned")).toHaveLength(steps?.n ?? 0);
    const histories = new Map<string, Record<string, string>[]>();
    for (const line of lines) histories.set(line.SKU!, [...(histories.get(line.SKU!) ?? []), line]);
    expect(histories.size).toBe(100);
    for (const history of histories.values()) {
      expect(history.map((line) => Number(line.Step))).toEqual(history.map((_, i) => i + 1));
      expect(history.filter((line) => line.Status === "Now")).toHaveLength(1);
      const done = history.filter((line) => line.Status === "Done");
      for (const [i, line] of done.entries())
        expect(history[i + 1]?.["Actual start"]).toBe(line["Actual end"]);
    }
    const made = await makeReport(
      customer,
      { find: (tx) => scopeOfBatch(tx, batchId), type: "timeline", format: "csv" },
      { now, most: 1 },
    );
    expect(made).toMatchObject({ tooLong: { rows: lines.length, name: "Nike Collection 2024" } });
  });
});

describe("cell by cell", () => {
  const tables = { summary: "Products", detailed: "Variants", timeline: "Timeline" } as const;

  test.each(REPORT_TYPES)("the %s is the same in CSV and Excel", async (type) => {
    const csv = readCsv(await bytesOf(customer, type, "csv"));
    const book = await bytesOf(customer, type, "xlsx");
    const lines = csv.rows.map((row) => csv.head.map((header) => row[header]));
    expect(sheetTexts(book, tables[type])).toEqual([csv.head, ...lines]);
    // In a Summary's CSV the progress follows among its figures.
    const about = sheetTexts(book, "About").filter(([label]) => type !== "summary" || label !== "Progress");
    expect(csv.facts).toMatchObject(Object.fromEntries(about));
  });

  test("each step spans in the Timeline what it spans in the page's schedule", async () => {
    const schedule = await asActor(customer, async (tx) =>
      loadSchedule(tx, await scopeOfBatch(tx, batchId), await rulesInForce(tx), now),
    );
    const { rows: lines } = readCsv(await bytesOf(customer, "timeline", "csv"));
    const text = (at: Date | undefined) => at && cellText(wallTime, at, wallClock("Europe/Berlin"));
    const read = schedule.steps.map(({ label }) => {
      const of = (header: string) =>
        lines.filter((line) => line.State === label && line[header] !== "").map((line) => line[header]!);
      const [from, to] = [of("Planned start").toSorted()[0], of("Planned end").toSorted().at(-1)];
      return { label, from, to, since: of("Actual start").toSorted()[0] };
    });
    expect(read).toEqual(
      schedule.steps.map(({ label, planned, actual }) => ({
        label,
        from: text(planned?.from),
        to: text(planned?.to),
        since: text(actual?.from),
      })),
    );
  });
});

const wallTime: Column<Date> = {
  key: "at",
  header: "At",
  kind: "datetime",
  audience: "everyone",
  value: (at) => at,
};

describe("who reads what", () => {
  const awkward = (): Scope => ({
    kind: "batch",
    organisationId: people.nike.organisationId,
    id: awkwardId,
  });

  test.each(REPORT_TYPES.flatMap((type) => REPORT_FORMATS.map((format) => [type, format] as const)))(
    "a stakeholder's %s as %s holds no name, price, reason, note or quote; the customer's does",
    async (type, format) => {
      const text = async (actor: Actor) => {
        const bytes = await bytesOf(actor, type, format, awkward());
        if (format === "csv") return bytes.toString("utf8");
        const { Sheets } = readXlsx(bytes);
        return JSON.stringify(Object.values(Sheets).map((sheet) => utils.sheet_to_csv(sheet)));
      };
      const shared = await text(holder("batch", awkwardId));
      expect(secret.filter((word) => shared.includes(word))).toEqual([]);
      const own = await text(customer);
      if (type === "detailed")
        expect(own).toMatch(/Duc Nguyen[\s\S]*canary-flag[\s\S]*Q-00[\s\S]*canary-note/);
      if (type === "summary") expect(own).toContain("canary-reason");
    },
  );

  test("nothing that anybody typed runs in a spreadsheet", async () => {
    for (const actor of [customer, people.staff, holder("batch", awkwardId)] as Actor[])
      for (const type of REPORT_TYPES) {
        const csv = (await bytesOf(actor, type, "csv", awkward())).toString("utf8");
        const fields = Papa.parse<string[]>(csv.replace(/^\uFEFF/, "")).data.flat();
        const run = fields.filter((field) => /^[=+\-@\t\r\n]/.test(field) && !/^-?\d+(\.\d+)?$/.test(field));
        expect(run).toEqual([]);
        const { Sheets } = readXlsx(await bytesOf(actor, type, "xlsx", awkward()));
        for (const sheet of Object.values(Sheets))
          for (const [address, cell] of Object.entries(sheet)) {
            if (address.startsWith("!")) continue;
            expect({ address, formula: cell.f }).toEqual({ address, formula: undefined });
            if (cell.t === "s") expect(String(cell.v)).not.toMatch(/^[=+\-@\t\r\n]/);
          }
      }
  });

  test.each(REPORT_TYPES.flatMap((type) => REPORT_FORMATS.map((format) => [type, format] as const)))(
    "what a spreadsheet would change comes back as it was typed, from the %s as %s",
    async (type, format) => {
      const bytes = await bytesOf(customer, type, format, awkward());
      const texts =
        format === "csv"
          ? readCsv(bytes).rows.flatMap((row) => Object.values(row))
          : Object.values(readXlsx(bytes).Sheets).flatMap((sheet) =>
              Object.values(sheet).flatMap(({ t, v }: CellObject) => (t === "s" ? [v] : [])),
            );
      expect(texts).toEqual(expect.arrayContaining(changed));
    },
  );

  test("another tenant's batch is not found, by customers and by links", async () => {
    const lumen = people.lumen.customer;
    for (const type of REPORT_TYPES)
      await expect(bytesOf(lumen, type, "csv")).rejects.toMatchObject({ code: "not_found" });
    const wrong = { ...holder("batch", batchId), organisationId: people.lumen.organisationId };
    await expect(bytesOf(wrong, "summary", "csv", scopeOfLink(wrong))).rejects.toMatchObject({
      code: "not_found",
    });
    const elsewhere = holder("batch", awkwardId);
    const scope: Scope = { kind: "batch", organisationId: people.nike.organisationId, id: batchId };
    await expect(bytesOf(elsewhere, "detailed", "csv", scope)).rejects.toMatchObject({ code: "not_found" });
    await expect(bytesOf(customer, "summary", "csv", { ...scope, id: "x' or 1=1" })).rejects.toThrow();
  });

  test("a link to an order shows that order, one to the organisation everything it has", async () => {
    const [order] = await asActor(customer, (tx) =>
      tx.execute<{ id: string; number: string }>(
        `select id, number from orders where id in (select order_id from variants where batch_id = '${awkwardId}')`,
      ),
    );
    const ofOrder = holder("order", order?.id ?? null);
    const one = readCsv(await bytesOf(ofOrder, "detailed", "csv", scopeOfLink(ofOrder)));
    expect(one.rows.map((row) => row.SKU)).toEqual(["'=1+1", "'@SUM(A1)", ...changed]);
    // A control character that somebody typed moves nothing into another column.
    for (const row of one.rows) expect(row).toMatchObject({ Colour: "'+Colour", Order: order?.number });
    expect(one.facts).toMatchObject({ Progress: "0% Complete (0/5 variants)" });
    const ofAll = holder("organisation", null);
    const all = readCsv(await bytesOf(ofAll, "detailed", "csv", scopeOfLink(ofAll)));
    expect(all.rows).toHaveLength(105);
    expect(all.facts).toMatchObject({ Progress: "42% Complete (45/105 variants)" });
    const summary = readCsv(await bytesOf(ofAll, "summary", "csv", scopeOfLink(ofAll)));
    expect(summary.facts).toMatchObject({ "On Hold": "14", "In Production": "31" });
  });
});

test("reports that are read slowly leave connections to the pages, and one that is left makes room", async () => {
  async function* endless() {
    for (;;) yield [1];
  }
  const begin = () => readHeld(customer, async (_, hold) => hold(endless()));
  const open = await Promise.all([begin(), begin(), begin(), begin()]);
  for (const held of open) await held.next();
  let began = false;
  const fifth = begin().then((held) => {
    began = true;
    return held;
  });
  await asActor(customer, (tx) => tx.execute("select 1"));
  expect(began).toBe(false);
  await open[0]?.return();
  await (await fifth).return();
  for (const held of open) await held.return();
  expect(began).toBe(true);
});
