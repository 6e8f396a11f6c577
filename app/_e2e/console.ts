import { expect, type Page } from "@playwright/test";

/** What an event's form asks for, by label. */
export type Words = Record<string, string>;

/** The console's work in a batch, in one state. */
export async function openWork(page: Page, batch: string, state: string): Promise<void> {
  await page.goto(`/ops?state=${state}&q=${encodeURIComponent(batch)}`);
  await expect(page.getByRole("searchbox", { name: "Filter by SKU, product or batch" })).toHaveValue(batch);
}

/** Selects these SKUs, or everything on the page. */
export async function select(page: Page, skus?: readonly string[]): Promise<void> {
  const names = skus?.map((sku) => `Select ${sku}`) ?? ["Select this page"];
  for (const name of names) await page.getByRole("checkbox", { name, exact: true }).check();
}

/** Sends an event to what is selected, with the words its form asks for; every one has to move. */
export async function send(page: Page, event: string, moved: number, words: Words = {}): Promise<void> {
  const bar = page.getByRole("region", { name: "Bulk actions" });
  const more = bar.getByText("More", { exact: true });
  const button = bar.getByRole("button", { name: new RegExp(`^${event}(\\s?e)?$`) });
  await expect(more).toBeVisible();
  if (!(await button.isVisible())) await more.click();
  await button.click();
  const form = page.getByRole("dialog", { name: event });
  for (const [label, text] of Object.entries(words))
    await form.getByRole("textbox", { name: label }).fill(text);
  // Assigning offers another batch than the ordered one.
  if (Object.keys(words).length > 0 || event === "Assign to batch")
    await form.getByRole("button", { name: event, exact: true }).click();
  await expect(
    page.getByRole("status").filter({ hasText: `${event}: ${moved} of ${moved} moved.` }),
  ).toBeVisible();
}

/** Takes everything of a batch in a state one event further. */
export async function sendAll(
  page: Page,
  batch: string,
  [state, event]: readonly [string, string],
  moved: number,
  words: Words = {},
): Promise<void> {
  await openWork(page, batch, state);
  await select(page);
  await send(page, event, moved, words);
}

/** Sends one quote for everything of an order that waits for one, each variant at the same price. */
export async function sendQuote(page: Page, order: string, price: string): Promise<void> {
  await page.goto("/ops/quotes");
  const section = page.getByRole("region", { name: order });
  await section.getByLabel("The same price for all").fill(price);
  await section.getByRole("button", { name: "Fill in", exact: true }).click();
  await section.getByRole("button", { name: "Send the quote" }).click();
  await expect(page.getByRole("table", { name: `Variants of ${order} that await a quote` })).toHaveCount(0);
}
