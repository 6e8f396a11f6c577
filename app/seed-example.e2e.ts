import type { Page } from "@playwright/test";
import { expect, test } from "@/app/_e2e/test";
import { sheetTexts } from "@/lib/reports/testing-files";
import { openBatch, tableTexts } from "./_e2e/batches";
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

test("its reports say the same, in all six files and on the page that is printed", async () => {
  await page.goto(batch);
  await page.getByText("Download Report", { exact: true }).click();
  const summary = csvRows(await downloadReport(page, "Summary Report, CSV"));
  const facts = summary.map((row) => row.join(" | "));
  for (const words of [...buckets.map((bucket) => bucket.replace(": ", " | ")), alert])
    expect(facts).toEqual(expect.arrayContaining([expect.stringContaining(words)]));

  const file = async (type: string, format: string) =>
    (await page.request.get(`${batch}/report?type=${type}&format=${format}`)).body();
  const sheets = { summary: "Products", detailed: "Variants", timeline: "Timeline" };
  for (const [type, sheet] of Object.entries(sheets)) {
    const [csv, book] = [csvRows(await file(type, "csv")), await file(type, "xlsx")];
    expect(csv.flat(), type).toContain(complete);
    const table = sheetTexts(book, sheet);
    expect(csv.slice(-table.length), type).toEqual(table);
    if (type === "detailed") expect(table).toHaveLength(101);
    if (type !== "summary") continue;
    await page.goto(`/reports/summary?batch=${batch.split("/").at(-1)}`);
    await expectRead(page, complete);
    const shown = async (caption: string) => [
      await page.getByRole("table", { name: caption }).getByRole("columnheader").allTextContents(),
      ...(await tableTexts(page, caption)),
    ];
    expect(await shown(`Products of ${name}`)).toEqual(table);
    expect(await shown(`Figures of ${name}`)).toEqual(sheetTexts(book, "Summary"));
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("batches picked in their list have one report", async () => {
  await page.goto("/batches");
  await page.getByRole("checkbox", { name: `Pick ${name}` }).check();
  const others = page.getByRole("checkbox", { name: /^Pick (?!Nike Collection 2024)/ });
  await others.first().check();
  const bar = page.getByRole("region", { name: "Report on the picked batches" });
  await expect(bar.getByRole("status")).toHaveText("Two batches selected");
  await bar.getByRole("button", { name: "Summary to read or print" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 batches of Nike Vision");
  // What a browser calls the PDF it saves.
  await expect(page).toHaveTitle("2 batches of Nike Vision, Summary Report – Framewatch");
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
