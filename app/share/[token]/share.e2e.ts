import { expect, type Page, test } from "@playwright/test";
import { openBatch } from "@/app/_e2e/batches";
import { revokeLink, shareBatch } from "@/app/_e2e/links";
import { signedIn } from "@/app/_e2e/people";

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

test("a passcode opens its link in this browser, and a revoked link is dead at once, with its downloads", async ({
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
  expect((await reader.goto(address))?.status()).toBe(404);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link was withdrawn.");
  await expect(reader.getByRole("main")).not.toContainText("Nike Collection 2024");
  expect((await reader.request.get(`${address}/report?type=summary&format=csv`)).status()).toBe(410);
  await context.close();
});
