import type { Page } from "@playwright/test";
import { openBatch } from "@/app/_e2e/batches";
import { revokeLink, shareBatch } from "@/app/_e2e/links";
import { signedIn } from "@/app/_e2e/people";
import { expect, test } from "@/app/_e2e/test";

test.describe.configure({ mode: "serial" });
const run = Date.now().toString(36);
let owner: Page;
let batch: string;

test.beforeAll(async ({ browser }) => {
  owner = await signedIn(browser, "customer_admin");
  batch = await openBatch(owner, "Nike Collection 2024");
});

test.afterAll(async () => {
  await owner.context().close();
});

test("nothing of a shared page or its files names people, prices or quotes, and nobody keeps it", async ({
  browser,
}) => {
  const address = await shareBatch(owner, batch, `Secrets ${run}`);
  const { request } = await browser.newContext();
  const everywhere = ["", "?show=variants", "?show=products", "/report?type=summary&format=csv"].concat(
    "/report?type=detailed&format=csv",
    "/report?type=timeline&format=csv",
  );
  for (const where of everywhere) {
    const answer = await request.get(address + where);
    expect(answer.status(), where).toBe(200);
    const text = await answer.text();
    const told = ["Anna Brandt", "Kowalczyk", "€", "EUR", "Q-00", "nike.example", "Mirrored lenses"];
    expect(
      told.filter((word) => text.includes(word)),
      where,
    ).toEqual([]);
    expect(answer.headers()).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    });
  }
});

test("at a first glance on a phone: name, percentage, date and what is holding it up, without scrolling", async ({
  browser,
}) => {
  const address = await shareBatch(owner, batch, `Glance ${run}`);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const context = await browser.newContext({ ...phone, locale: "de-DE" });
  const reader = await context.newPage();
  await reader.goto(address);
  const main = reader.getByRole("main");
  const glance = [
    reader.getByRole("heading", { level: 1, name: "Nike Collection 2024" }),
    main.getByText("45%").first(),
    main.getByText("Complete (45/100 variants)"),
    // As a German reader writes dates.
    main.getByText(/^(On track for|Late: expected) .*\d\. (\p{L}+|– \d+\. \p{L}+)/u),
    main.getByText("10 variants requiring quote approval", { exact: true }),
    main.getByText("The decision is with Nike Vision.", { exact: false }),
    main.getByRole("img", { name: /45/ }).first(),
  ];
  for (const seen of glance) await expect(seen).toBeInViewport({ ratio: 1 });
  // The pictures' axes too, and no sentence ends twice where a month is written short.
  const english = /\d (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![\p{L}.])|\.\./u;
  expect(english.exec((await main.textContent()) ?? "")).toBeNull();
  const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await reader.evaluate(wide)).toBe(0);
  await reader.setViewportSize({ width: 320, height: 700 });
  expect(await reader.evaluate(wide)).toBe(0);
  await context.close();
});

test("a link shows what was chosen, as it was previewed; a chat shows its name and bar, and of a locked one nothing", async ({
  browser,
}) => {
  await owner.goto(batch);
  await owner.getByText("Share", { exact: true }).click();
  await owner.getByLabel("Name, for yourselves").fill(`Summary only ${run}`);
  await owner.getByRole("checkbox", { name: "Timeline" }).uncheck();
  await owner.getByRole("link", { name: "See what it shows" }).click();
  const preview = owner.getByRole("region", { name: "What the link shows" });
  await expect(preview.getByRole("heading", { name: "Production schedule" })).toHaveCount(0);
  await expect(owner.getByLabel("Name, for yourselves")).toHaveValue(`Summary only ${run}`);
  await owner.getByRole("checkbox", { name: "Variants" }).uncheck();
  await expect(preview.getByRole("heading", { name: "In detail" })).toHaveCount(0);
  const told = await preview.getByRole("heading").allTextContents();
  await owner.getByRole("button", { name: "Create link" }).click();
  const address = await owner.getByRole("textbox", { name: "Link", exact: true }).inputValue();

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(address);
  expect(await reader.getByRole("main").getByRole("heading").allTextContents()).toEqual(told);
  const files = (type: string) => reader.request.get(`${address}/report?type=${type}&format=csv`);
  expect((await files("summary")).status()).toBe(200);
  expect([(await files("detailed")).status(), (await files("timeline")).status()]).toEqual([403, 403]);

  const meta = (name: string) => reader.locator(`meta[property="${name}"]`).getAttribute("content");
  expect(await meta("og:title")).toBe("Nike Collection 2024: 45% Complete (45/100 variants)");
  const picture = await reader.request.get((await meta("og:image")) ?? "");
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  const locked = await shareBatch(owner, batch, `Locked chat ${run}`, "open sesame");
  await reader.goto(locked);
  await expect(reader.locator('meta[property^="og:"]')).toHaveCount(0);
  expect((await reader.request.get(`${locked}/bar`)).status()).toBe(404);
  await reader.context().close();
});

test("who comes back reads what changed since, from what their own browser kept", async ({ browser }) => {
  const address = await shareBatch(owner, batch, `Again ${run}`);
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(address);
  const since = reader.getByRole("region", { name: "Since your last visit" });
  await expect(since).toContainText("When you come back");
  const kept = () => Object.keys(localStorage).find((key) => key.startsWith("framewatch-share-")) ?? "";
  await expect.poll(() => reader.evaluate(kept)).not.toBe("");
  await reader.evaluate(
    (key) => {
      const { last } = JSON.parse(localStorage.getItem(key) ?? "");
      const earlier = { ...last, at: last.at - 86_400_000, validated: 36, completed: 52, waiting: 0 };
      localStorage.setItem(key, JSON.stringify({ before: null, last: earlier }));
    },
    await reader.evaluate(kept),
  );
  await reader.reload();
  await expect(since.getByRole("listitem")).toHaveText([
    /\+9.*36 then, 45 now/,
    /\+8/,
    /\+10.*wait for quote/,
  ]);
  await reader.context().close();
});

test("a passcode opens its link in this browser, and a revoked link is dead at once, with its open page and downloads", async ({
  browser,
}) => {
  const label = `Locked ${run}`;
  const address = await shareBatch(owner, batch, label, "open sesame");
  const context = await browser.newContext();
  const reader = await context.newPage();
  await reader.goto(address);
  await expect(reader).toHaveTitle("Shared progress");
  await expect(reader.getByRole("main")).not.toContainText("Nike Collection 2024");
  expect((await reader.request.get(`${address}/report?type=summary&format=csv`)).status()).toBe(403);
  await reader.getByLabel("Passcode").fill("open says me");
  await reader.getByRole("button", { name: "Open" }).click();
  await expect(reader.getByText("This passcode is not right.")).toBeVisible();
  await reader.getByLabel("Passcode").fill("open sesame");
  await reader.getByRole("button", { name: "Open" }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Nike Collection 2024");
  const [cookie] = (await context.cookies()).filter(({ name }) => name === "fw-share");
  expect(cookie).toMatchObject({ httpOnly: true, path: new URL(address).pathname });
  await revokeLink(owner, label);
  await expect(owner.getByRole("row").filter({ hasText: label })).toContainText("seen once");
  // The page that was open says so by itself, and so does the stream of one that slept meanwhile.
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link was withdrawn.");
  await expect(reader.getByRole("main")).not.toContainText("Nike Collection 2024");
  expect(await (await reader.request.get(`${address}/live`)).text()).toContain("event: end");
  expect((await reader.goto(address))?.status()).toBe(404);
  await expect(reader).toHaveTitle("This link does not open");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link was withdrawn.");
  await expect(reader.getByRole("main")).not.toContainText("Nike Collection 2024");
  expect((await reader.request.get(`${address}/report?type=summary&format=csv`)).status()).toBe(410);
  await context.close();
});
