import type { Browser, Locator, Page } from "@playwright/test";
import Papa from "papaparse";
import * as XLSX from "xlsx";
import { expect, test } from "@/app/_e2e/test";
import { openBatch, tableTexts } from "./_e2e/batches";
import { openWork, select, send, sendAll, sendQuote } from "./_e2e/console";
import { revokeLink, shareBatch } from "./_e2e/links";
import { answerOnce, confirmOrder, fixture, sendOrder } from "./_e2e/orders";
import { signedIn } from "./_e2e/people";
import { csvRows, downloadReport } from "./_e2e/reports";

// The product once from end to end with its three people, each in a browser of their own: a customer sends orders,
// ops moves them, a stakeholder looks on. Batches are named for this run, so that the demo's stay as they are.
test.describe.configure({ mode: "serial" });

const run = Date.now().toString(36).toUpperCase();
const named = (name: string) => `${name} ${run}`;
/** The one that goes the whole way: 25 variants. */
const followed = named("Mai");
/** Meets everything: declined, revised, stopped by an error, sent back by the customer. */
const eventful = "ÉT-024-Ω";
let order: string;
let customer: Page;
let ops: Page;

test.beforeAll(async ({ browser }) => {
  customer = await signedIn(browser, "customer_admin");
  ops = await signedIn(browser, "ops");
});

test.afterAll(async () => {
  await customer.context().close();
  await ops.context().close();
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
    await answerOnce(customer, { Brand: "Été", "Batch name": followed }, 25);
    order = await confirmOrder(customer, 25);
    await openBatch(customer, followed);
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

test.describe("ops moves it, the customer decides, a stakeholder looks on", () => {
  let batch: string;
  let link: string;
  const label = named("Board");

  test("analysis is confirmed and a quote is sent for all of it", async () => {
    await sendAll(ops, followed, ["pending_analysis", "Confirm feasibility"], 25);
    await sendAll(ops, followed, ["analysis_complete", "Request quote"], 25, { Reason: "Layered acetate" });
    batch = await openBatch(customer, followed);
    await expectBuckets(customer, ["On Hold: 25 variants"]);
    await sendQuote(ops, order, "10");
    await customer.goto(batch);
    await expect(alert(customer, "25 variants requiring quote approval")).toBeVisible();
  });

  test("the customer declines three lines with a reason, and accepts the others", async () => {
    await alert(customer, "25 variants requiring quote approval")
      .getByRole("link", { name: "See 25 lines" })
      .click();
    await pick(customer, [eventful, "ÉT-001-Ω", "ÉT-002-Ω"]);
    await customer.getByRole("status").getByRole("button", { name: "Decline…" }).click();
    const decline = customer.getByRole("dialog", { name: /^Decline quote/ });
    await decline.getByRole("textbox", { name: "Reason" }).fill("These three cost too much");
    await decline.getByRole("button", { name: "Decline the quote" }).click();
    await approve(customer.getByRole("main"), "€220.00");
    await expect(customer.getByText("22 variants approved, three declined.")).toBeVisible();
    await expect(
      customer.getByText("Three declined variants wait until you revise or reorder."),
    ).toBeVisible();
    const sealed = customer.getByRole("region", { name: "Decisions" }).getByRole("link", { name: "PDF" });
    const pdf = await customer.request.get((await sealed.first().getAttribute("href")) ?? "");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    await customer.goto(batch);
    await expectBuckets(customer, ["In Production: 22 variants", "On Hold: 3 variants"]);
  });

  test("asks for a revised quote of those, and gets a second version", async () => {
    await alert(customer, "3 variants with a rejected quote")
      .getByRole("button", { name: "Revise…" })
      .click();
    const revise = customer.getByRole("dialog", { name: "Ask for a revised quote" });
    await revise.getByRole("textbox", { name: "What should change" }).fill("Plain lenses will do");
    await revise.getByRole("button", { name: "Ask for it" }).click();
    await expect(alert(customer, "3 variants with a rejected quote")).toHaveCount(0);
    await sendQuote(ops, order, "8");
    await customer.goto(batch);
    await expect(alert(customer, "3 variants requiring quote approval")).toBeVisible();
  });

  test("a stakeholder reads it on a phone, without an account and without scrolling", async ({ browser }) => {
    link = await shareBatch(customer, batch, label);
    const reader = await onPhone(browser, link);
    for (const seen of [
      reader.getByRole("heading", { level: 1, name: followed }),
      reader.getByText("(0/25 variants)"),
      reader.getByText(/^(On track for|Late: expected) .*\d+ [A-Z][a-z]+/),
      reader.getByText("3 variants requiring quote approval"),
    ])
      await expect(seen.first()).toBeInViewport({ ratio: 1 });
    await expect(reader.getByText("€")).toHaveCount(0);
    await reader.context().close();
  });

  test("the customer accepts it where it is announced", async () => {
    await customer.goto(batch);
    await approve(alert(customer, "3 variants requiring quote approval"), "€24.00");
    await expect(alert(customer, "3 variants requiring quote approval")).toHaveCount(0);
    await expectBuckets(customer, ["In Production: 25 variants"]);
  });

  test("an error is seen by the customer and gone after a retry", async () => {
    await sendAll(ops, followed, ["processing_addition", "Assign to batch"], 25);
    await sendAll(ops, followed, ["batch_created", "Start modelling"], 25);
    await openWork(ops, followed, "working_3d_assets");
    await select(ops, [eventful]);
    await send(ops, "Report error", 1, { "What went wrong": "The scan is incomplete" });
    await customer.goto(batch);
    await expectBuckets(customer, ["In Production: 24 variants", "Needs attention: 1 variant"]);
    await expect(alert(customer, "1 variant with an error")).toContainText("The scan is incomplete");
    await sendAll(ops, followed, ["error", "Retry"], 1);
    await customer.goto(batch);
    await expectBuckets(customer, ["In Production: 25 variants"]);
  });

  test("one is cancelled, the others are frozen and completed", async () => {
    await openWork(ops, followed, "working_3d_assets");
    await select(ops, ["ÉT-000-Ω"]);
    await send(ops, "Cancel", 1, { Reason: "Out of the range" });
    await sendAll(ops, followed, ["working_3d_assets", "Freeze"], 24);
    await sendAll(ops, followed, ["freezing_time", "Complete"], 24);
    await customer.goto(batch);
    await expectBuckets(customer, ["Ready for Review: 24 variants", "+ 1 cancelled"]);
  });

  test("the customer requests a revision and validates a selection", async () => {
    await customer.goto("/validation");
    await customer.getByRole("link", { name: `${followed} 24`, exact: true }).click();
    const queue = customer.getByRole("table", { name: "Variants ready for review" });
    await expect(queue.getByRole("checkbox", { name: /^Select (?!all)/ })).toHaveCount(24);
    await pick(customer, [eventful]);
    await customer.getByRole("button", { name: "Request revision…" }).click();
    const revision = customer.getByRole("dialog", { name: "Request a revision of one variant" });
    await revision.getByRole("combobox", { name: "What it is about" }).selectOption("Colour");
    await revision.getByRole("textbox", { name: "What should change" }).fill("The blue is too bright");
    await revision.getByRole("button", { name: "Request revision" }).click();
    await expect(customer.getByText("One variant sent back for a revision.")).toBeVisible();
    await expect(queue.getByRole("checkbox", { name: /^Select (?!all)/ })).toHaveCount(23);
    await pick(
      customer,
      Array.from({ length: 10 }, (_, i) => `ÉT-0${i + 11}-Ω`),
    );
    await customer.getByRole("button", { name: "Validate 10", exact: true }).click();
    await expect(customer.getByText("Ten variants validated.")).toBeVisible();
    await customer.goto(batch);
    await expectBuckets(customer, [
      "In Production: 1 variant",
      "Ready for Review: 13 variants",
      "Validated: 10 variants",
    ]);
  });

  test("the Summary Report says what the page says", async () => {
    await expect(customer.getByRole("main")).toContainText("41% Complete (10/24 variants) + 1 cancelled", {
      useInnerText: true,
    });
    await customer.getByText("Download Report", { exact: true }).click();
    const rows = csvRows(await downloadReport(customer, "Summary Report, CSV")).map((row) => row.join(" | "));
    for (const figure of [
      "41% Complete (10/24 variants)",
      "In Production | 1",
      "Ready for Review | 13",
      "Validated | 10",
      "On Hold | 0",
      "Cancelled | 1",
      order,
    ])
      expect(rows).toEqual(expect.arrayContaining([expect.stringContaining(figure)]));
  });

  test("the revised variant comes back, and is validated from its own page", async () => {
    await sendAll(ops, followed, ["working_3d_assets", "Freeze"], 1);
    await sendAll(ops, followed, ["freezing_time", "Complete"], 1);
    await customer.goto(`${batch}?show=ready`);
    await customer.getByRole("link", { name: eventful, exact: true }).click();
    await expect(customer.getByText("revision 1")).toBeVisible();
    const history = customer.getByRole("region", { name: "History" });
    await expect(history.getByRole("listitem")).toContainText([
      "Freezing Time to Completed",
      "Working 3D Assets to Freezing Time",
      /Completed to Working 3D Assets.*Colour.*The blue is too bright/,
      "Freezing Time to Completed",
      "Working 3D Assets to Freezing Time",
      "Error to Working 3D Assets",
      /Working 3D Assets to Error.*The scan is incomplete/,
      "Batch Created to Working 3D Assets",
      "Processing Addition to Batch Created",
      "Quote Accepted to Processing Addition",
      /Quote Sent to Quote Accepted.*version 2, €8.00 net/,
      "Quote Requested to Quote Sent",
      /Quote Rejected to Quote Requested.*Plain lenses will do/,
      /Quote Sent to Quote Rejected.*These three cost too much/,
      "Quote Requested to Quote Sent",
      "Analysis Complete to Quote Requested",
      "Pending Analysis to Analysis Complete",
      `Ordered with ${order}`,
    ]);
    await customer.getByRole("button", { name: "Validate", exact: true }).click();
    await expect(history.getByRole("listitem").first()).toContainText("Completed to Validated");
    await customer.goto(batch);
    await expectBuckets(customer, ["Ready for Review: 13 variants", "Validated: 11 variants"]);
  });

  test("the link shows it at once, and is dead when it is withdrawn", async ({ browser }) => {
    const reader = await onPhone(browser, link);
    await expect(reader.getByText("(11/24 variants)")).toBeInViewport({ ratio: 1 });
    await revokeLink(customer, label);
    await reader.reload();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link was withdrawn.");
    await expect(reader.getByText(followed)).toHaveCount(0);
    const report = await reader.request.get(`${link}/report?type=summary&format=csv`);
    expect(report.status()).toBe(410);
    await reader.context().close();
  });
});

const alert = (page: Page, title: string) =>
  page.getByRole("region", { name: `Alert: ${title}`, exact: true });

/** The legend of a batch's page names exactly these buckets among others. */
async function expectBuckets(page: Page, buckets: string[]): Promise<void> {
  for (const bucket of buckets)
    await expect(
      page.getByRole("main").getByRole("listitem").getByText(bucket, { exact: true }).first(),
    ).toBeVisible();
}

/** Picks rows by their SKU. */
async function pick(page: Page, skus: readonly string[]): Promise<void> {
  for (const sku of skus) await page.getByRole("checkbox", { name: `Select ${sku}`, exact: true }).check();
}

/** Approves what is offered at this sum, and says so once more. */
async function approve(within: Locator, sum: string): Promise<void> {
  await within
    .getByRole("button", { name: `Approve ${sum}`, exact: true })
    .first()
    .click();
  const sure = within.page().getByRole("dialog", { name: `Approve ${sum}?` });
  await sure.getByRole("button", { name: `Approve ${sum}`, exact: true }).click();
  await expect(sure).toBeHidden();
}

/** A stranger's phone that opens a link. */
async function onPhone(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}
