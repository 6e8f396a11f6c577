import { expect, type Page, test } from "@playwright/test";
import * as XLSX from "xlsx";
import { openBatch } from "./_e2e/batches";
import { signedIn } from "./_e2e/people";
import { csvRows, downloadReport } from "./_e2e/reports";

const name = "Nike Collection 2024";

/** A table of the page, head and body, as text. */
const tableOf = (page: Page, caption: string) =>
  page
    .getByRole("table", { name: caption })
    .locator("tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
    );

test("the seed's example is drawn, printed, and the same in page, CSV and Excel, cell by cell", async ({
  browser,
}) => {
  const page = await signedIn(browser, "customer_admin");
  await page.goto(await openBatch(page, name));
  const burnUp = page.getByRole("img", {
    name: /^Burn-up since .*: 60 of 100 variants completed, 45 validated\./,
  });
  await expect(burnUp).toBeVisible();
  await expect(page.getByRole("img", { name: /^Production schedule since / })).toBeVisible();
  const asTable = page.locator("figure", { has: burnUp });
  await asTable.getByText("As a table").click();
  await expect(asTable.getByRole("row", { name: /100 60 45$/ })).toBeVisible();

  await page.getByText("Download Report", { exact: true }).click();
  await page.getByRole("link", { name: "Summary to read or print" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const figures = await tableOf(page, `Figures of ${name}`);
  const products = await tableOf(page, `Products of ${name}`);
  const csv = csvRows(await downloadReport(page, "CSV"));
  expect(csv.slice(-products.length)).toEqual(products);
  const book = XLSX.read(await downloadReport(page, "Excel"), { cellDates: false });
  const sheet = (title: string) =>
    XLSX.utils.sheet_to_json<string[]>(book.Sheets[title]!, { header: 1, raw: false, defval: "" });
  expect(sheet("Products")).toEqual(products);
  expect(sheet("Summary")).toEqual(figures);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeHidden();
  expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  await page.context().close();
});

test("a filtered list, several batches and all organisations have their reports", async ({ browser }) => {
  const page = await signedIn(browser, "customer_admin");
  await page.goto(`${await openBatch(page, name)}?show=hold`);
  await page.getByText("Download Report", { exact: true }).click();
  const held = csvRows(await downloadReport(page, "Detailed Report, only On Hold, CSV"));
  expect(held.filter((row) => row[0]?.startsWith("NK-24"))).toHaveLength(10);
  await page.goto("/reports");
  for (const batch of await page.getByRole("checkbox").all()) await batch.check();
  await page.getByRole("button", { name: "Summary to read or print" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^\d batches of Nike Vision$/ })).toBeVisible();
  await page.context().close();
  const ops = await signedIn(browser, "ops");
  await ops.goto("/ops/reports");
  const rows = csvRows(await downloadReport(ops, "Detailed Report, CSV"));
  const head = rows.findIndex(([first]) => first === "Organisation");
  const organisations = new Set(rows.slice(head + 1).map(([organisation]) => organisation));
  expect(organisations.size).toBeGreaterThan(2);
  await ops.context().close();
});
