import type { Page } from "@playwright/test";
import { signedIn } from "@/app/_e2e/people";
import { expect, test } from "@/app/_e2e/test";

/** Lumen's limits alone are touched, and put back: nobody else's deadlines move meanwhile. */
async function tighten(page: Page, low: string, high: string) {
  await page.goto("/ops/admin/policies");
  await page.getByRole("button", { name: "Add an exception" }).click();
  await page.getByLabel("Exception 1, state").selectOption("Working 3D Assets");
  await page.getByLabel("Exception 1, brand").selectOption("Lumen (Lumen Optical)");
  await page.getByLabel("Exception 1, low").fill(low);
  await page.getByLabel("Exception 1, high").fill(high);
  await page.getByRole("button", { name: "Show what changes" }).click();
}

test("an administrator tightens a limit after seeing what becomes late; the customer sees it, and checks it off", async ({
  browser,
}) => {
  const admin = await signedIn(browser, "admin");
  await tighten(admin, "3", "2");
  await expect(
    admin.getByRole("alert").filter({ hasText: "The low cannot be above the high" }),
  ).toBeVisible();
  await expect(admin.getByLabel("Exception 1, low"), "what was typed stays").toHaveValue("3");
  await admin.getByLabel("Exception 1, low").fill("1");
  await admin.getByRole("button", { name: "Show what changes" }).click();
  const effect = admin.getByRole("table", { name: "What would change, by batch" });
  await expect(effect).toContainText("Lumen Autumn");
  await expect(admin.getByText(/become late/).first()).toBeVisible();
  await admin.getByRole("button", { name: "Save and apply" }).click();
  await expect(admin.getByText("Saved as version 1.")).toBeVisible();
  await expect(admin.getByText("Working 3D Assets, Lumen: 1–2 days, added")).toBeVisible();
  await expect(async () => {
    await admin.reload();
    await expect(admin.getByText(/The latest change is applied to all/)).toBeVisible({ timeout: 1000 });
  }).toPass();

  const customer = await signedIn(browser, "other_admin");
  await customer.goto("/review/daily");
  const late = customer.getByRole("region", { name: "Newly late" });
  await expect(late).toContainText("passed the time allowed for Working 3D Assets");
  await customer.getByRole("button", { name: "I have seen this" }).click();
  await expect(customer.getByText(/^Since you last looked/)).toBeVisible();
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText("Nothing has changed.");
  await expect(customer.getByRole("region", { name: "Newly late" })).toContainText("Nothing became late.");

  await customer.goto("/variants?show=late");
  const rows = customer.getByRole("row").filter({ hasText: "Working 3D Assets" });
  await rows.last().getByRole("link").first().click();
  await expect(customer.getByText(/^Late: .* more than allowed/)).toBeVisible();
  await expect(customer.getByRole("region", { name: "Whose turn it was" })).toContainText("Us:");

  await admin.getByRole("button", { name: "Remove exception 1" }).click();
  await admin.getByRole("button", { name: "Show what changes" }).click();
  await expect(admin.getByText(/no longer late/).first()).toBeVisible();
  await admin.getByRole("button", { name: "Save and apply" }).click();
  await expect(admin.getByText("Version 2, Henrik Aas")).toBeVisible();
});

test("holidays are pasted as a list, looked at before they are saved, and taken away again", async ({
  browser,
}) => {
  const admin = await signedIn(browser, "admin");
  await admin.goto("/ops/admin/calendar");
  await admin.getByLabel(/^Or paste a list of dates/).fill("25.12.2091 Christmas\nsoon");
  await admin.getByRole("button", { name: "Add the list" }).click();
  await expect(admin.getByText("This line holds no date that exists. Correct and add again.")).toBeVisible();
  await expect(admin.getByRole("button", { name: "Remove Tue 25 Dec 2091" })).toBeVisible();
  await admin.getByRole("button", { name: "Show what changes" }).click();
  await expect(admin.getByText(/^No deadline moves/)).toBeVisible();
  await admin.getByRole("button", { name: "Save and apply" }).click();
  await expect(admin.getByText("Holidays added: 2091-12-25")).toBeVisible();
  await admin.getByLabel("Saturday").fill("9-");
  await admin.getByRole("button", { name: "Show what changes" }).click();
  await expect(admin.getByRole("alert").filter({ hasText: "Write a time as HH:MM" })).toBeVisible();
});

test("the weekly review is a text to take along", async ({ browser }) => {
  const page = await signedIn(browser, "customer_member", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.goto("/review/weekly");
  await page.getByRole("button", { name: "Copy the summary" }).click();
  await expect(page.getByText("Copied.", { exact: true })).toBeAttached();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Nike Collection 2024: 45% Complete (45/100)");
  expect(text).toContain("Orders at risk");
  expect(text).not.toContain("€");
});
