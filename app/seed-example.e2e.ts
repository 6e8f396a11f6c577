import { expect, type Page, test } from "@playwright/test";
import * as XLSX from "xlsx";
import { openBatch } from "./_e2e/batches";
import { revokeLink, shareBatch } from "./_e2e/links";
import { signedIn } from "./_e2e/people";
import { csvRows, downloadReport } from "./_e2e/reports";

// The seed's example, wherever the demo shows it: "Nike Collection 2024", 45% Complete (45/100 variants), 30 in
// production, 15 ready for review, 45 validated, one alert "10 variants requiring quote approval".
const name = "Nike Collection 2024";
const complete = "45% Complete (45/100 variants)";
const alert = "10 variants requiring quote approval";
const bar = `${complete}: Validated 45, Ready for Review 15, In Production 30, On Hold 10`;
const buckets = ["In Production: 30", "Ready for Review: 15", "Validated: 45", "On Hold: 10"];

test.describe.configure({ mode: "serial" });
let page: Page;
let batch: string;

test.beforeAll(async ({ browser }) => {
  page = await signedIn(browser, "customer_admin");
  batch = await openBatch(page, name);
});

test.afterAll(async () => {
  await page.context().close();
});

/** Whether it stands on the page as it is read: line breaks count as spaces. */
const expectRead = (shown: Page, text: string) =>
  expect(shown.getByRole("main")).toContainText(text, { useInnerText: true });

test("the batch's page reads exactly so, with one alert", async () => {
  await page.goto(batch);
  await expectRead(page, complete);
  for (const bucket of buckets) await expectRead(page, `${bucket} variants`);
  await expect(page.getByRole("img", { name: bar })).toBeVisible();
  const alerts = page.getByRole("region", { name: /^Alert: / });
  await expect(alerts).toHaveCount(1);
  await expect(alerts.getByRole("heading")).toHaveText(alert);
});

test("the dashboard reads so, and says what waits", async () => {
  await page.goto("/");
  const row = page.getByRole("article").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(row).toContainText("45%");
  await expect(row).toContainText("45/100 variants");
  await expect(row.getByRole("img", { name: bar })).toBeVisible();
  for (const bucket of buckets)
    await expect(row.getByRole("listitem").filter({ hasText: bucket })).toBeVisible();
  await expect(
    page.getByRole("heading", { name: `Ten variants of ${name} wait for quote approval.` }),
  ).toBeVisible();
});

test("the buckets of its variants lead to as many rows as they say", async () => {
  await page.goto(batch);
  await page.getByRole("link", { name: "Ready for Review: 15 variants" }).click();
  await expect(
    page.getByRole("table", { name: "Variants, 1 to 15" }).locator("tbody").getByRole("row"),
  ).toHaveCount(15);
});

test("its reports say the same", async () => {
  await page.goto(batch);
  for (const title of ["Summary Report", "Detailed Report", "Timeline Report"]) {
    await page.getByText("Download Report", { exact: true }).click();
    const rows = csvRows(await downloadReport(page, `${title}, CSV`));
    const facts = rows.map((row) => row.join(" | "));
    expect(facts, title).toEqual(expect.arrayContaining([expect.stringContaining(complete)]));
    if (title !== "Summary Report") continue;
    for (const bucket of buckets)
      expect(facts).toEqual(expect.arrayContaining([expect.stringContaining(bucket.replace(": ", " | "))]));
    expect(facts).toEqual(expect.arrayContaining([expect.stringContaining(alert)]));
  }
  await page.getByText("Download Report", { exact: true }).click();
  const book = XLSX.read(await downloadReport(page, "Detailed Report, Excel"));
  const variants = Object.values(book.Sheets).flatMap((sheet) =>
    XLSX.utils.sheet_to_json(sheet, { header: 1 }),
  );
  expect(variants.filter((row) => JSON.stringify(row).includes("NK-24"))).toHaveLength(100);
});

test("a share link shows the same without an account", async ({ browser }) => {
  const label = `Example ${Date.now()}`;
  const address = await shareBatch(page, batch, label);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(address);
  await expect(stranger).toHaveTitle(`${name}: ${complete}`);
  for (const part of [name, complete, alert, ...buckets]) await expectRead(stranger, part);
  await stranger.context().close();
  await revokeLink(page, label);
});
