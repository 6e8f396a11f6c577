import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
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

/** Streams this browser holds open, as its own network sees them. */
async function countStreams(pages: readonly Page[]): Promise<() => number> {
  const open = new Set<string>();
  for (const page of pages) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      if (request.url.includes("/api/live")) open.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId }) => open.delete(requestId));
    session.on("Network.loadingFailed", ({ requestId }) => open.delete(requestId));
  }
  return () => open.size;
}

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

test("eight tabs hold one stream between them, and when the one that holds it goes, another takes over", async ({
  browser,
}) => {
  const context = (await signedIn(browser, "other_admin")).context();
  const tabs = [
    ...context.pages(),
    ...(await Promise.all(Array.from({ length: 7 }, () => context.newPage()))),
  ];
  const streams = await countStreams(tabs);
  for (const tab of tabs) await tab.goto("/batches");
  await expect.poll(streams).toBe(1);
  await tabs.shift()!.close();
  for (const tab of tabs) await mark(tab);
  const before = await figureOf(tabs[0]!);
  await reportError(browser, 1);
  for (const tab of tabs) {
    await expect.poll(() => figureOf(tab)).toBe(before + 1);
    await isSame(tab);
  }
  await context.close();
});

/** Stops a variant of Lumen's with an error, which is an alert of its own. */
async function reportError(browser: Browser, count: number): Promise<void> {
  const ops = await signedIn(browser, "ops");
  await openWork(ops, "Lumen Kids", "pending_analysis");
  const names = await ops
    .getByRole("checkbox", { name: /^Select LK/ })
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")?.replace("Select ", "") ?? ""));
  await select(ops, names.slice(0, count));
  await send(ops, "Report error", count, { "What went wrong": "The file cannot be read." });
  await ops.context().close();
}

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
