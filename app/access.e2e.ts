import { expect, test } from "@/app/_e2e/test";
import { Examiner } from "./_e2e/axe";
import { openBatch } from "./_e2e/batches";
import { visitEvery } from "./_e2e/every-address";
import { revokeLink, shareBatch } from "./_e2e/links";
import { fixture, sendOrder } from "./_e2e/orders";
import { signedIn } from "./_e2e/people";

// Axe finds nothing: every kind of page a person can reach (contract.md), light and dark, wide and on a phone; with its
// menus and dialogs open, where nothing is there yet, and where something went wrong.
test.describe.configure({ mode: "parallel", timeout: 900_000 });

const unknown = "01890000-0000-7000-8000-000000000000";
const portal = ["/", "/batches", "/orders", "/quotes", "/alerts", "/validation", "/variants", "/settings"];
const inState = ["yours", "production", "ready", "validated", "attention", "cancelled", "late"];

for (const who of ["customer_admin", "customer_member", "customer_validator"] as const)
  test(`${who}: every page of the portal`, async ({ browser }) => {
    const page = await signedIn(browser, who);
    const examiner = new Examiner(page, who === "customer_admin");
    const met = await visitEvery(page, [...portal, `/batches/${unknown}`, "/nowhere"], async (address) => {
      await examiner.look(address);
      if (who === "customer_admin") await examiner.lookInside(address);
    });
    for (const address of [...portal, "/batches/…", "/products/…", "/variants/…", "/orders/…", "/quotes/…"])
      expect(met).toContain(address);
    for (const show of who === "customer_admin" ? inState : []) {
      await page.goto(`/variants?show=${show}`);
      const first = page.getByRole("table").locator("tbody").getByRole("link").first();
      const href = (await first.count()) > 0 ? await first.getAttribute("href") : null;
      if (!href) continue;
      await page.goto(href);
      await examiner.look(`a variant, ${show}`);
      await examiner.lookInside(`a variant, ${show}`);
    }
    expect(examiner.faults).toEqual([]);
    await page.context().close();
  });

for (const who of ["ops", "admin"] as const)
  test(`${who}: every page of the console`, async ({ browser }) => {
    const page = await signedIn(browser, who);
    const examiner = new Examiner(page, who === "ops");
    const start = ["/ops", "/ops/import", "/ops/settings", `/ops/import/${unknown}`, "/ops/nowhere"];
    await visitEvery(page, start, async (address) => {
      await examiner.look(address);
      await examiner.lookInside(address);
    });
    expect(examiner.faults).toEqual([]);
    await page.context().close();
  });

test("lists where nothing is found, and forms that were filled in wrongly", async ({ browser }) => {
  const page = await signedIn(browser, "customer_admin");
  const examiner = new Examiner(page);
  for (const address of [
    "/batches?q=nothing+like+it",
    "/search?q=nothing+like+it",
    `/validation?batch=${unknown}`,
  ]) {
    await page.goto(address);
    await examiner.look(address);
  }
  const faulty = { name: "faulty.csv", mimeType: "text/csv", buffer: fixture("faulty.csv") };
  await sendOrder(page, { file: faulty }, "12 faults stop this order. Nothing was ordered.");
  await examiner.look("an order with faults");
  await sendOrder(page, { pasted: "LX-1\nLX-2\nLX-3" }, /^Say the brand, product and batch/);
  await examiner.look("an order that asks");
  await page.goto("/orders/new");
  await page.getByRole("button", { name: "Check the order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose a file" })).toBeVisible();
  await examiner.look("an order without rows");
  expect(examiner.faults).toEqual([]);
  await page.context().close();
});

test("a stakeholder: an open link, one with a passcode, one that has ended", async ({ browser }) => {
  const owner = await signedIn(browser, "customer_admin");
  const label = `Access ${Date.now()}`;
  const batch = await openBatch(owner, "Nike Collection 2024");
  const address = await shareBatch(owner, batch, label);
  const locked = await shareBatch(owner, batch, `${label}, locked`, "open sesame");
  const page = await (await browser.newContext()).newPage();
  const examiner = new Examiner(page);
  await visitEvery(page, [address], (each) => examiner.look(each.replace(/\/share\/[^?]+/, "/share/…")));
  await page.goto(locked);
  await examiner.look("a link that asks for its passcode");
  await page.getByLabel("Passcode").fill("not it");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByLabel("Passcode")).toHaveAttribute("aria-invalid", "true");
  await examiner.look("a wrong passcode");
  await revokeLink(owner, `${label}, locked`);
  await revokeLink(owner, label);
  await page.goto(address);
  await examiner.look("a link that was withdrawn");
  expect(examiner.faults).toEqual([]);
  await page.context().close();
  await owner.context().close();
});

test("nobody: the doors, and what stands before them", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const examiner = new Examiner(page);
  const doors = ["/sign-in", "/reset", "/reset/unknown", "/invite/unknown", "/share/unknown", "/nowhere"];
  await visitEvery(page, doors, (address) => examiner.look(address));
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@nike.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not right" })).toBeVisible();
  await examiner.look("a refused sign-in");
  expect(examiner.faults).toEqual([]);
  await page.context().close();
});
