import Papa from "papaparse";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read, utils } from "xlsx";
import { addDemoPeople, type DemoPeople } from "@/db/seed/demo/people";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import type { Actor } from "@/lib/access/actor";
import { createCatalogue } from "@/lib/catalogues/create-catalogue";
import { publishCatalogue } from "@/lib/catalogues/publish";
import { type CatalogueFormat, catalogueFile } from "./catalogue-file";

let database: TestDatabase;
let superuser: postgres.Sql;
let people: DemoPeople;
let catalogueId: string;
const now = new Date("2026-03-18T10:00:00Z");

/** What shops would have to read as text, and spreadsheets must not run. */
const lines = [
  { sku: "007", ean: "4006381333931", colour: "=1+1", size: "52-18-140", lens: 'Grey, "Polarized"' },
  { sku: "1E5", ean: null, colour: "Grün\u{1F576}", size: "+49", lens: "" },
  { sku: "LEFT-1", ean: null, colour: "Black", size: "", lens: "" },
];

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  people = await addDemoPeople();
  const story = new Story(now, people.nike.organisationId, people.nike.customer, people.staff);
  const ids = await story.order(
    lines.map((line) => ({ ...line, brand: "Nike", product: "@Flyer", batch: "Shops" })),
    9,
  );
  const variantIds = [...ids.values()];
  await story.play(variantIds, [
    ...untilModelling(8, 7, 6, 5),
    { event: "freeze", ago: 4 },
    { event: "complete", ago: 3 },
    { event: "validate", ago: 2 },
  ]);
  const made = await createCatalogue(people.nike.customer, { title: "For shops", variantIds }, now);
  catalogueId = made.catalogueId;
  await publishCatalogue(people.nike.customer, { catalogueId }, now);
  await story.play([ids.get("LEFT-1") ?? ""], [{ event: "reopen", ago: 0, reason: "Not yet" }]);
}, 120_000);

afterAll(async () => {
  await superuser.end();
  await database.drop();
});

async function exported(format: CatalogueFormat, actor: Actor = people.nike.customer): Promise<Buffer> {
  const address = (slug: string) => `https://frames.example/c/${slug}`;
  const file = await catalogueFile(actor, { catalogueId, format }, { now, address });
  expect(file.name).toBe(`For shops, Catalogue, 2026-03-18.${format}`);
  return Buffer.from(await new Response(file.body).arrayBuffer());
}

const head = ["Position", "SKU", "EAN", "UPC", "Brand", "Product", "Colour", "Size", "Lens"];

test("CSV and Excel hold what is validated, in order, as text that nothing runs", async () => {
  const { data } = Papa.parse<string[]>((await exported("csv")).toString().replace("\uFEFF", "").trimEnd());
  const rows = [
    head,
    ["1", "007", "4006381333931", "", "Nike", "'@Flyer", "'=1+1", "52-18-140", 'Grey, "Polarized"'],
    ["2", "1E5", "", "", "Nike", "'@Flyer", "Grün\u{1F576}", "'+49", ""],
  ];
  expect(data).toEqual(rows);
  const book = read(await exported("xlsx"));
  expect(book.SheetNames).toEqual(["Catalogue", "About"]);
  const [sheet, about] = book.SheetNames.map((name) => book.Sheets[name]);
  const cells = utils.sheet_to_json<unknown[]>(sheet ?? {}, { header: 1, defval: "", raw: true });
  expect(cells.map((row) => row.map(String))).toEqual(rows);
  expect(JSON.stringify(utils.sheet_to_json(about ?? {}, { header: 1 }))).toContain(
    "https://frames.example/c/for-shops",
  );
});

test("JSON holds the same, unchanged, with the address of the page", async () => {
  const told = JSON.parse((await exported("json")).toString());
  expect(told).toMatchObject({ title: "For shops", page: "https://frames.example/c/for-shops" });
  expect(told.variants).toEqual([
    { position: 1, upc: null, brand: "Nike", product: "@Flyer", ...lines[0] },
    { position: 2, upc: null, brand: "Nike", product: "@Flyer", ...lines[1] },
  ]);
});

test("members and the producer export it too; other organisations find nothing", async () => {
  await exported("json", { ...people.nike.customer, role: "customer_member" });
  await exported("json", people.staff);
  await expect(exported("json", people.lumen.customer)).rejects.toMatchObject({ code: "not_found" });
});
