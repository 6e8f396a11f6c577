import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** An order as it is sent: chosen as a file, or pasted. */
export type Sent = { file: { name: string; mimeType: string; buffer: Buffer } } | { pasted: string };

/** A file of the fixtures (lib/import/fixtures), byte by byte. */
export function fixture(name: string): Buffer {
  return readFileSync(`lib/import/fixtures/${name}`);
}

/** Sends an order and waits for its preview; `headline` is what the preview has to say first. */
export async function sendOrder(page: Page, sent: Sent, headline: string | RegExp): Promise<void> {
  await page.goto("/orders/new");
  if ("file" in sent) await page.getByLabel("Order file").setInputFiles(sent.file);
  else await page.getByLabel("Or paste rows").fill(sent.pasted);
  await page.getByRole("button", { name: "Check the order" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(headline);
}

/** Answers what the preview asks for once, by label, and waits until nothing is asked any more. */
export async function answerOnce(
  page: Page,
  answers: Record<string, string>,
  variants: number,
): Promise<void> {
  const asked = page.getByText("No column says it, so it is asked for once, for all rows.");
  await expect(asked).toHaveCount(Object.keys(answers).length);
  for (const [label, answer] of Object.entries(answers))
    await page.getByRole("textbox", { name: label, exact: true }).fill(answer);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${variants} variants can be ordered.`);
}

/** Confirms the preview; the order's page is where it ends. Answers the order's number. */
export async function confirmOrder(page: Page, variants: number): Promise<string> {
  await page.getByRole("button", { name: `Order ${variants} variants` }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/^ORD-\d{4}-\d{5}/);
  await expect(page.getByRole("link", { name: `Variants ${variants}`, exact: true })).toBeVisible();
  return ((await title.textContent()) ?? "").slice(0, 14);
}
