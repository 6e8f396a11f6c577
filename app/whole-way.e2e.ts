import { expect, type Page, test } from "@playwright/test";
import Papa from "papaparse";
import * as XLSX from "xlsx";
import { openBatch, tableTexts } from "./_e2e/batches";
import { answerOnce, confirmOrder, fixture, sendOrder } from "./_e2e/orders";
import { signedIn } from "./_e2e/people";
import { csvRows, downloadReport } from "./_e2e/reports";

// The product once from end to end with its three people, each in a browser of their own: a customer sends orders,
// ops moves them, a stakeholder looks on. Batches are named for this run, so that the demo's stay as they are.
test.describe.configure({ mode: "serial" });

const run = Date.now().toString(36).toUpperCase();
const named = (name: string) => `${name} ${run}`;
let customer: Page;

test.beforeAll(async ({ browser }) => {
  customer = await signedIn(browser, "customer_admin");
});

test.afterAll(async () => {
  await customer.context().close();
});

test.describe("orders come in as brands send them", () => {
  const csv = { mimeType: "text/csv" };
  const nike = (batch: string) =>
    fixture("nike-collection-2024.csv").toString("utf8").replaceAll("Nike Collection 2024", named(batch));

  test("faulty.csv is refused as a whole, every fault named by row and column", async () => {
    const file = { name: "faulty.csv", ...csv, buffer: fixture("faulty.csv") };
    await sendOrder(customer, { file }, "12 faults stop this order. Nothing was ordered.");
    const faults = await tableTexts(customer, "Faults by row and column");
    expect(faults.map(([row, column]) => `${row} ${column}`)).toEqual([
      "2 SKU",
      "3 Product",
      "4 EAN",
      "5 EAN",
      "6 UPC",
      "7 Complexity",
      "8 Customised",
      "10 SKU",
      "11 SKU",
      "12 Column L",
      "13 Colour",
      "14 SKU",
    ]);
    expect(faults[2]?.slice(2).join(" ")).toContain("8868950000012");
    expect(faults[2]?.at(-1)).toContain("It should end in 1");
    expect(faults[7]?.join(" ")).toContain("row 9 and again in row 10");
    await expect(customer.getByRole("button", { name: /^Order / })).toHaveCount(0);
    const kept = csvRows(await downloadReport(customer, "Download 12 faults as CSV"));
    expect(kept).toHaveLength(13);
  });

  test("nike-collection-2024.csv becomes one order of one batch with 10 products and 100 variants", async () => {
    const file = { name: "nike-collection-2024.csv", ...csv, buffer: Buffer.from(nike("Sheet")) };
    await sendOrder(customer, { file }, "100 variants can be ordered.");
    await confirmOrder(customer, 100);
    await openBatch(customer, named("Sheet"));
    await expect(
      customer.getByRole("img", { name: "0% Complete (0/100 variants): In Production 100" }),
    ).toBeVisible();
    expect(await tableTexts(customer, `Products of ${named("Sheet")}`)).toHaveLength(10);
  });

  test("the same as a workbook becomes the same", async () => {
    const cells = Papa.parse<string[]>(nike("Workbook").trimEnd()).data;
    const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet(cells), "Order");
    const buffer: Buffer = XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true });
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const file = { name: "nike-collection-2024.xlsx", mimeType, buffer };
    await sendOrder(customer, { file }, "100 variants can be ordered.");
    await expect(customer.getByText("100 rows, Excel, sheet “Order”")).toBeVisible();
    await confirmOrder(customer, 100);
    await openBatch(customer, named("Workbook"));
    expect(await tableTexts(customer, `Products of ${named("Workbook")}`)).toHaveLength(10);
  });

  test("awkward-de-windows1252.csv becomes 40 variants, every character kept", async () => {
    const file = {
      name: "awkward-de-windows1252.csv",
      ...csv,
      buffer: fixture("awkward-de-windows1252.csv"),
    };
    await sendOrder(customer, { file }, "Say the batch of these 40 variants.");
    await answerOnce(customer, { "Batch name": named("Herbst") }, 40);
    await expect(customer.getByText("40 rows, Windows-1252, separated by semicolons.")).toBeVisible();
    await confirmOrder(customer, 40);
    await openBatch(customer, named("Herbst"));
    const skus = (await tableTexts(customer, "Variants, 1 to 40")).map(([sku]) => sku);
    expect(skus.toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => String(i).padStart(6, "0")));
    const products = (await tableTexts(customer, `Products of ${named("Herbst")}`)).map(([name]) => name);
    expect(products).toEqual(
      expect.arrayContaining(["Schöne Aussicht", 'Größenwahn "Über"', "Straße; Süd", "Naïve Café"]),
    );
  });

  test("unicode-text-utf16.txt becomes 25 variants, its brand asked for once", async () => {
    const file = {
      name: "unicode-text-utf16.txt",
      mimeType: "text/plain",
      buffer: fixture("unicode-text-utf16.txt"),
    };
    await sendOrder(customer, { file }, "Say the brand and batch of these 25 variants.");
    await answerOnce(customer, { Brand: "Été", "Batch name": named("Mai") }, 25);
    await confirmOrder(customer, 25);
    await openBatch(customer, named("Mai"));
    const rows = await tableTexts(customer, "Variants, 1 to 25");
    expect(rows.map(([sku]) => sku)).toContain("ÉT-024-Ω");
    expect(rows.flat()).toContain("Été 24 👓");
  });

  test("only-codes.txt, pasted, becomes 60 variants of the product that is asked for once", async () => {
    const pasted = fixture("only-codes.txt").toString("utf8");
    await sendOrder(customer, { pasted }, "Say the brand, product and batch of these 60 variants.");
    await answerOnce(customer, { Brand: "Lux", Product: "Lux One", "Batch name": named("Codes") }, 60);
    await confirmOrder(customer, 60);
    await openBatch(customer, named("Codes"));
    expect(await tableTexts(customer, `Products of ${named("Codes")}`)).toHaveLength(1);
    await expect(
      customer.getByRole("img", { name: "0% Complete (0/60 variants): In Production 60" }).first(),
    ).toBeVisible();
  });
});
