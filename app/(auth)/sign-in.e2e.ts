import type { Browser, BrowserContext, Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expect, test } from "@/app/_e2e/test";

const demoPassword = "framewatch-demo";
const ownPassword = "tulip kettle at noon";

/** Everything the browser was told not to do, or could not: none of it may happen on these pages. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 40[34]/.test(message.text()))
      complaints.push(message.text());
  });
  return complaints;
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await fillIn(page, email, password);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Invites somebody to Nike, as its admin does. */
async function invite(browser: Browser, who: { name: string; email: string; role: string }): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, "admin@nike.example");
  await page.goto("/settings/people");
  const form = page.getByRole("region", { name: "Invite" });
  await form.getByLabel("Name").fill(who.name);
  await form.getByLabel("E-mail").fill(who.email);
  await form.getByLabel("Role").selectOption(who.role);
  await form.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`${who.email} is invited.`)).toBeVisible();
}

/** The link of the newest mail to somebody, as the administrator reads it in the mailbox. */
async function linkTo(context: BrowserContext, email: string): Promise<string> {
  const page = await context.newPage();
  await signIn(page, "admin@framewatch.example");
  await page.goto("/ops/admin/mailbox");
  await page.getByRole("row", { name: email }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Show the link" }).click();
  const link = (await page.getByText(/^https?:\/\/\S+\/(invite|reset)\/[\w-]{43}$/).textContent()) ?? "";
  await page.close();
  return link;
}

test("a stranger signs in and comes back to where they wanted", async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto("/settings");
  await expect(page).toHaveURL("/sign-in?next=%2Fsettings");
  await page.getByRole("button", { name: "Use Tom Weidner" }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/settings");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a wrong password is said on top, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await fillIn(page, "nobody@nike.example", "not the password");
  await expect(
    page.getByRole("alert").filter({ hasText: "The e-mail address or the password is not right." }),
  ).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@nike.example");
  await expect(page.getByLabel("Password")).toHaveValue("not the password");
});

test("signing out ends the session for the cookie that was kept, too", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, "validator@nike.example");
  const kept = await context.cookies();
  await page
    .getByRole("button", { name: /Tom Weidner|Menu/ })
    .or(page.locator("summary", { hasText: "Tom Weidner" }))
    .first()
    .click();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(/\/sign-in/);

  const thief = await browser.newContext();
  await thief.addCookies(kept);
  const other = await thief.newPage();
  await other.goto("/settings");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("each is kept to their own side of the house", async ({ browser }) => {
  const customer = await (await browser.newContext()).newPage();
  await signIn(customer, "member@nike.example");
  expect((await customer.goto("/ops"))?.status()).toBe(404);
  expect((await customer.goto("/settings/people"))?.status()).toBe(404);
  const ops = await (await browser.newContext()).newPage();
  await signIn(ops, "ops@framewatch.example");
  await ops.goto("/");
  await expect(ops).toHaveURL(/\/ops/);
  await ops.goto("/ops/admin/people");
  await expect(ops.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address.");
  await expect(ops.getByRole("table")).toHaveCount(0);
});

test("an invited person chooses a password, adds a second factor, and gets in with both", async ({
  browser,
}) => {
  const email = `ada.${Date.now()}@nike.example`;
  await invite(browser, { name: "Ada Lund", email, role: "customer_validator" });
  const link = await linkTo(await browser.newContext(), email);

  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/You are invited to Nike Vision/);
  await page.getByLabel("Password").fill("password1234");
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "guessed first" })).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lund");
  await page.getByLabel("Password").fill(ownPassword);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await page.waitForURL((url) => url.pathname === "/");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Set up two-step sign-in" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const key = ((await page.locator("form code").textContent()) ?? "").replaceAll(" ", "");
  const app = new TOTP({ secret: key });
  await page.getByRole("textbox", { name: "Code" }).fill(app.generate());
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("Two-step sign-in is on.")).toBeVisible();
  const recovery = (await page.locator("li code").first().textContent()) ?? "";
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("It is on.")).toBeVisible();
  expect(complaints).toEqual([]);

  const later = await (await browser.newContext()).newPage();
  await later.goto("/sign-in");
  await fillIn(later, email, ownPassword);
  await later.getByLabel("Code").fill("000000");
  await later.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(later.getByRole("alert").filter({ hasText: "This code is not right" })).toBeVisible();
  await later.getByLabel("Code").fill(recovery);
  await later.getByRole("button", { name: "Sign in", exact: true }).click();
  await later.waitForURL((url) => url.pathname === "/");

  await (await browser.newContext()).newPage().then(async (again) => {
    await again.goto(link);
    await expect(again.getByRole("heading", { level: 1 })).toHaveText(
      "This invitation does not work any more.",
    );
  });
});

test("a forgotten password is replaced, and every place is signed out", async ({ browser }) => {
  const email = `eva.${Date.now()}@nike.example`;
  await invite(browser, { name: "Eva Holm", email, role: "customer_member" });
  const page = await (await browser.newContext()).newPage();
  await page.goto(await linkTo(await browser.newContext(), email));
  await page.getByLabel("Password").fill(ownPassword);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await page.waitForURL((url) => url.pathname === "/");

  const forgetful = await (await browser.newContext()).newPage();
  await forgetful.goto("/sign-in");
  await forgetful.getByRole("link", { name: "Forgot the password?" }).click();
  await expect(forgetful).toHaveURL("/reset");
  await forgetful.getByLabel("E-mail").fill(email);
  await forgetful.getByRole("button", { name: "Send the link" }).click();
  await expect(forgetful.getByRole("status")).toContainText(`If ${email} has an account`);
  await forgetful.goto(await linkTo(await browser.newContext(), email));
  await forgetful.getByRole("textbox", { name: "New password" }).fill("nobody knows this kettle");
  await forgetful.getByRole("button", { name: "Keep this password" }).click();
  await expect(forgetful).toHaveURL("/sign-in?done=reset");
  await fillIn(forgetful, email, "nobody knows this kettle");
  await forgetful.waitForURL((url) => url.pathname === "/");
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the browser is told the rules, and other sites act on nothing", async ({ request, baseURL }) => {
  const page = await request.get("/sign-in");
  const policy = page.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
  expect(policy).not.toContain("unsafe");
  for (const rule of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"])
    expect(policy).toContain(rule);
  expect(page.headers()).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  });
  const again = (await request.get("/sign-in")).headers()["content-security-policy"];
  expect(again).not.toBe(policy);
  const capability = (await request.get(`/reset/${"x".repeat(43)}`)).headers();
  expect(capability).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" });

  for (const origin of ["https://evil.example", "null"])
    for (const path of ["/sign-in", "/api/auth/callback/credentials", "/orders"]) {
      const answer = await request.post(path, { headers: { origin }, form: { email: "a", password: "b" } });
      expect(answer.status(), `${origin} ${path}`).toBe(403);
    }
  const own = await request.post("/api/auth/signout", { headers: { origin: baseURL! }, form: {} });
  expect(own.status()).not.toBe(403);
});

test("next-auth's credentials provider opens the same door", async ({ request }) => {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const attempt = (password: string) =>
    request.post("/api/auth/callback/credentials", {
      form: { csrfToken, email: "member@nike.example", password, json: "true" },
    });
  expect((await attempt("wrong")).status()).toBe(401);
  expect((await attempt(demoPassword)).status()).toBe(200);
  const settings = await request.get("/settings", { maxRedirects: 0 });
  expect(settings.status()).toBe(200);
});
