import { expect, type Page } from "@playwright/test";

/** Makes a share link for a batch from its page. Answers the address, which is shown this once. */
export async function shareBatch(page: Page, batch: string, label: string, passcode = ""): Promise<string> {
  await page.goto(batch);
  await page.getByText("Share", { exact: true }).click();
  await page.getByLabel("Name, for yourselves").fill(label);
  await page.getByLabel("Passcode").fill(passcode);
  await page.getByRole("button", { name: "Create link" }).click();
  const link = page.getByRole("textbox", { name: "Link", exact: true });
  await expect(link).toHaveValue(/\/share\/[\w-]{40,}$/);
  return link.inputValue();
}

/** Ends a link by its name, where all links are listed. */
export async function revokeLink(page: Page, label: string): Promise<void> {
  await page.goto("/settings/links");
  const row = page.getByRole("row").filter({ has: page.getByText(label, { exact: true }) });
  await row.getByRole("button", { name: "Revoke…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("table", { name: "Share links that have ended" })).toContainText(label);
}
