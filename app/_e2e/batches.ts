import { expect, type Locator, type Page } from "@playwright/test";

/** Finds a batch by its name as a customer would, and opens it. Answers its address. */
export async function openBatch(page: Page, name: string): Promise<string> {
  await page.goto(`/batches?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The rows of a table as texts, cell by cell. */
export async function tableTexts(page: Page | Locator, caption: string | RegExp): Promise<string[][]> {
  const table = page.getByRole("table", { name: caption });
  await expect(table).toBeVisible();
  return table.evaluate((element) =>
    [...element.querySelectorAll("tbody tr")].map((row) =>
      [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim()),
    ),
  );
}
