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
const work = (page: Page) => page.getByRole("table", { name: "Work" }).locator("tbody");
/** Fails at whatever would show the page anew: a mark on the document does not outlive that. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
const isSame = (page: Page) => expect(page.locator("html[data-same]")).toHaveCount(1);

/** Streams the open ones of these tabs hold, as their browser's own network sees them. */
async function countStreams(tabs: readonly Page[]): Promise<() => number> {
  const open = new Map<Page, Set<string>>();
  for (const tab of tabs) {
    const streams = new Set<string>();
    open.set(tab, streams);
    const session = await tab.context().newCDPSession(tab);
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      if (/\/api\/live(\?|$)/.test(request.url)) streams.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId }) => streams.delete(requestId));
    session.on("Network.loadingFailed", ({ requestId }) => streams.delete(requestId));
  }
  return () => tabs.reduce((sum, tab) => sum + (tab.isClosed() ? 0 : open.get(tab)!.size), 0);
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

test("eight tabs hold one stream between them, all follow a variant, and each still answers", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const ops = await signedIn(browser, "ops");
  await openWork(ops, "Lumen Kids", "pending_analysis");
  const sku = (await work(ops).getByRole("link").first().textContent()) ?? "";
  const context = (await signedIn(browser, "other_admin")).context();
  for (let more = 1; more < 8; more += 1) await context.newPage();
  const tabs = context.pages();
  const streams = await countStreams([...tabs]);
  for (const tab of tabs) await tab.goto("/batches");
  await tabs[0]!.getByRole("link", { name: "Lumen Kids" }).first().click();
  await tabs[0]!.waitForURL(/batches\/.+/);
  for (const tab of tabs.slice(1)) await tab.goto(tabs[0]!.url());
  await expect.poll(streams, { timeout: 60_000 }).toBe(1);
  // The one that holds the stream goes, and another takes over.
  await tabs.shift()!.close();
  for (const tab of tabs) await mark(tab);
  await select(ops, [sku]);
  await send(ops, "Confirm feasibility", 1);
  await ops.context().close();
  for (const tab of tabs) {
    await expect(tab.getByRole("row").filter({ hasText: sku })).toContainText("Analysis Complete");
    await isSame(tab);
  }
  await expect.poll(streams, { timeout: 60_000 }).toBe(1);
  for (const tab of tabs) {
    await tab
      .getByRole("navigation", { name: "Main" })
      .first()
      .getByRole("link", { name: /^Orders/ })
      .click();
    await expect(tab).toHaveURL(/orders/);
    await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await context.close();
});

test("who is named in a comment reads so on an open page, and the line leads to the comment", async ({
  browser,
}) => {
  const member = await signedIn(browser, "customer_member");
  await member.goto("/notifications");
  await mark(member);
  const ops = await signedIn(browser, "ops");
  await openWork(ops, "Nike", "working_3d_assets");
  await work(ops).getByRole("link").first().click();
  const form = ops.getByRole("region", { name: /^Comments/ });
  await form.getByLabel("Add a comment").fill("Is the bridge right, @Jo Lind?");
  await form.getByRole("button", { name: "Comment" }).click();
  const line = member.getByRole("link", { name: /named you in a comment/ }).first();
  await expect(line).toBeVisible();
  await isSame(member);
  await line.click();
  await expect(member.getByText("Is the bridge right")).toBeInViewport();
  await ops.context().close();
  await member.context().close();
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
    const rows = work(ops).getByRole("row");
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
    await expect(rows.nth(1)).toContainText("Analysis Complete");
    await ops.getByRole("button", { name: "1 update – show" }).click();
    await expect(rows).toHaveCount(before - 1);
    await isSame(ops);
    await ops.context().close();
  } finally {
    await another.stop();
  }
});
