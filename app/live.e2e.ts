import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { serveProduct } from "@/bench/serving";
import { startServer } from "@/db/embedded/start-server";
import { openWork, select, send } from "./_e2e/console";
import { signedIn } from "./_e2e/people";

// News without reloading, with Lumen's work, which the other browser tests leave alone.
test.describe.configure({ mode: "serial" });

let first: Page;
test.beforeAll(async ({ browser }) => {
  first = await signedIn(browser, "other_admin");
});
test.afterAll(() => first.context().close());

const alertsIn = (page: Page) =>
  page
    .getByRole("navigation", { name: "Main" })
    .first()
    .getByRole("link", { name: /^Alerts/ });
const figureOf = async (page: Page) => Number((await alertsIn(page).textContent())?.replace(/\D/g, ""));
/** Fails at whatever would show the page anew: a mark on the document does not outlive that. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
const isSame = (page: Page) => expect(page.locator("html[data-same]")).toHaveCount(1);

test("a quote alert is answered in one tab, and the number in the other tab's header falls", async () => {
  const second = await first.context().newPage();
  await second.goto("/batches");
  await first.goto("/alerts?kind=blocked");
  const before = await figureOf(second);
  await mark(second);
  await first
    .getByRole("button", { name: /^Approve/ })
    .first()
    .click();
  const dialog = first.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Approve/ }).click();
  await expect.poll(() => figureOf(second)).toBeLessThan(before);
  await expect.poll(() => figureOf(first)).toBeLessThan(before);
  await isSame(second);
  await second.close();
});

test("a change made on another process of the app reaches the browser, and rows keep their places", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const directory = join(process.env.FRAMEWATCH_TEST_DATA ?? "", "postgres");
  const { url } = await startServer({ directory });
  const another = await serveProduct({ DATABASE_URL: url, DEMO: "1" });
  try {
    const ops = await signedIn(browser, "ops");
    await openWork(ops, "Lumen Kids", "pending_analysis");
    await mark(ops);
    const rows = ops.getByRole("table", { name: "Work" }).locator("tbody").getByRole("row");
    const before = await rows.count();
    const elsewhere = await signedIn(browser, "ops", { baseURL: another.origin });
    await openWork(elsewhere, "Lumen Kids", "pending_analysis");
    const sku = await rows.nth(1).getByRole("link").textContent();
    await select(elsewhere, [sku ?? ""]);
    await send(elsewhere, "Confirm feasibility", 1);
    await elsewhere.context().close();
    await expect(ops.getByRole("button", { name: "1 update – show" })).toBeVisible();
    await expect(rows).toHaveCount(before);
    await expect(rows.nth(1)).toHaveClass(/went/);
    await ops.getByRole("button", { name: "1 update – show" }).click();
    await expect(rows).toHaveCount(before - 1);
    await isSame(ops);
    await ops.context().close();
  } finally {
    await another.stop();
  }
});
