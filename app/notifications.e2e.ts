import { expect, type Page, test } from "@playwright/test";

/** Lumen's admin: the other browser tests move Nike's things. */
async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("admin@lumen.example");
  await page.getByLabel("Password").fill("framewatch-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeAttached();
}

test("the bell counts what is unread; following a line, and marking all, takes it down", async ({ page }) => {
  await signIn(page);
  const bell = page.getByRole("link", { name: /^Notifications/ });
  await expect(async () => {
    await page.goto("/notifications");
    await expect(bell).toContainText("unread", { timeout: 1_000 });
  }).toPass();
  const line = page.getByRole("link", { name: "Unread: " }).filter({ hasText: "Lumen Autumn" }).first();
  const words = ((await line.textContent()) ?? "").replace("Unread: ", "");
  await line.click();
  await expect(page).not.toHaveURL(/notifications/);
  await page.goto("/notifications");
  await expect(page.getByRole("link", { name: words, exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have read everything.");
  await expect(bell).not.toContainText("unread");
  await page.goto("/notifications?show=unread");
  await expect(page.getByText("There is nothing here.")).toBeVisible();
});
