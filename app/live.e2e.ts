import type { Page } from "@playwright/test";
import { expect, test } from "@/app/_e2e/test";
import { closeDatabase } from "@/db/client";
import { sendEvent } from "@/lib/variants/send-event";
import { openWork } from "./_e2e/console";
import { signedIn } from "./_e2e/people";
import { actAsOps } from "./_e2e/prepared";

// News without reloading, with Lumen's work, which the other browser tests leave alone.
const main = (page: Page) => page.getByRole("navigation", { name: "Main" }).first();
const figureOf = async (page: Page) => {
  const alerts = await main(page)
    .getByRole("link", { name: /^Alerts/ })
    .textContent();
  return Number(alerts?.replace(/\D/g, ""));
};
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

test("eight tabs hold one stream; a quote alert is answered in one, the number falls in the others, which still answer", async ({
  browser,
}) => {
  const context = (await signedIn(browser, "other_admin")).context();
  for (let more = 1; more < 8; more += 1) await context.newPage();
  const tabs = context.pages();
  const streams = await countStreams([...tabs]);
  for (const tab of tabs) await tab.goto("/support");
  await expect.poll(streams).toBe(1);
  // The one that holds the stream goes, and another takes over.
  await tabs.shift()!.close();
  await expect.poll(streams).toBe(1);
  const before = await figureOf(tabs[0]!);
  for (const tab of tabs) await mark(tab);
  const answering = tabs.pop()!;
  await answering.goto("/alerts?kind=blocked");
  const approve = { name: /^Approve/ };
  await answering.getByRole("button", approve).first().click();
  await answering.getByRole("dialog").getByRole("button", approve).click();
  for (const tab of tabs) {
    await expect.poll(() => figureOf(tab)).toBeLessThan(before);
    await main(tab).getByRole("link", { name: "Catalogues" }).click();
    await expect(tab).toHaveURL(/catalogues/);
    await isSame(tab);
  }
  await expect.poll(() => figureOf(answering)).toBeLessThan(before);
  expect(streams()).toBe(1);
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
  // Other tests make news as well, which may wait to be shown before this one does.
  await expect(async () => {
    await member.getByRole("button", { name: /updates? – show/ }).click();
    await expect(line).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await isSame(member);
  await line.click();
  await expect(member.getByText("Is the bridge right")).toBeInViewport();
  await ops.context().close();
  await member.context().close();
});

test("a change made by another process of the product reaches the browser, and rows keep their places", async ({
  browser,
}) => {
  const ops = await signedIn(browser, "ops");
  await openWork(ops, "Lumen Kids", "pending_analysis");
  await mark(ops);
  const rows = work(ops).getByRole("row");
  const before = await rows.count();
  const id = (await rows.nth(1).getAttribute("id"))?.replace("row-", "") ?? "";
  await sendEvent(await actAsOps(), { variantIds: [id], event: "confirmFeasibility" }, new Date());
  await closeDatabase();
  await expect(ops.getByRole("button", { name: "1 update – show" })).toBeVisible();
  await expect(rows).toHaveCount(before);
  await expect(rows.nth(1)).toHaveClass(/went/);
  await expect(rows.nth(1)).toContainText("Analysis Complete");
  await ops.getByRole("button", { name: "1 update – show" }).click();
  await expect(rows).toHaveCount(before - 1);
  await isSame(ops);
  await ops.context().close();
});
