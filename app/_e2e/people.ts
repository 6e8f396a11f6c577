import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";

const password = "framewatch-demo";

/** Who takes part, with their demo accounts (contract.md). */
export const PEOPLE = {
  customer_admin: "admin@nike.example",
  customer_member: "member@nike.example",
  customer_validator: "validator@nike.example",
  ops: "ops@framewatch.example",
  admin: "admin@framewatch.example",
  other_admin: "admin@lumen.example",
} as const;
export type Who = keyof typeof PEOPLE;

/** A browser of its own in which this person has signed in through the form. */
export async function signedIn(
  browser: Browser,
  who: Who,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(PEOPLE[who]);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeAttached();
  return page;
}
