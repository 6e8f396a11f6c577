import { signedIn } from "@/app/_e2e/people";
import { expect, test } from "@/app/_e2e/test";

// An admin makes a catalogue of validated variants and publishes it; a stranger opens it on a phone, sees a frame in 3D,
// and once it is unpublished finds nothing there.
test("a catalogue is made, seen by a stranger on a phone, and gone at once when it is taken off", async ({
  browser,
}) => {
  const title = `Spring ${Date.now().toString(36)}`;
  const admin = await signedIn(browser, "customer_admin");
  await admin.goto("/catalogues");
  await admin.getByRole("button", { name: "New catalogue" }).click();
  await admin.getByLabel("Title").fill(title);
  await admin.getByRole("button", { name: "Create draft" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const picks = admin.getByRole("checkbox", { name: /^Pick KE-/ });
  await picks.nth(0).check();
  await picks.nth(1).check();
  await admin.getByRole("button", { name: "Add 2 picked" }).click();
  await expect(admin.getByText("2 added.")).toBeVisible();
  await admin.getByRole("link", { name: "Variants 2" }).click();
  const rows = admin.getByRole("table").getByRole("row");
  const second = (await rows.nth(2).getByRole("link").textContent()) ?? "";
  const up = admin.getByRole("button", { name: `Move up: ${second}` });
  await up.press("Enter");
  await expect(rows.nth(1)).toContainText(second);
  await expect(up).toBeFocused();
  await admin.getByRole("link", { name: "Cover and address" }).click();
  await admin.getByLabel("A picture of your own").setInputFiles({
    name: "cover.png",
    mimeType: "image/png",
    buffer: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  await expect(admin.getByRole("img", { name: "The present cover" })).toBeVisible();
  await admin.getByRole("button", { name: "Publish" }).click();
  await expect(admin.getByText("not listed by search engines")).toBeVisible();

  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const stranger = await context.newPage();
  const slug = title.toLowerCase().replace(" ", "-");
  expect((await stranger.goto(`/c/${slug}`))?.status()).toBe(200);
  await expect(stranger.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(stranger.locator("meta[name=robots]")).toHaveAttribute("content", "noindex, nofollow");
  const preview = await stranger.locator("meta[property='og:image']").getAttribute("content");
  const cover = await context.request.get(preview ?? "");
  expect(cover.headers()["content-type"]).toBe("image/jpeg");
  await expect(stranger.getByRole("listitem")).toHaveCount(2);
  const html = await stranger.content();
  expect(["Anna Brandt", "€", "validated", "Nike Vision"].filter((word) => html.includes(word))).toEqual([]);
  const wide = await stranger.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  const model = stranger.waitForResponse((answer) => answer.url().includes(`/c/${slug}/model/`));
  await stranger.getByRole("button", { name: `See in 3D: ${second}` }).click();
  expect((await model).status()).toBe(200);
  await expect(stranger.getByRole("dialog", { name: second })).toBeVisible();
  const modelAddress = (await model).url();

  await admin.getByRole("button", { name: "Unpublish" }).click();
  await expect(admin.getByText("nobody outside sees it")).toBeVisible();
  expect((await stranger.goto(`/c/${slug}`))?.status()).toBe(404);
  await expect(stranger.getByText("There is nothing at this address.")).toBeVisible();
  for (const address of [modelAddress, preview ?? ""])
    expect((await context.request.get(address)).status()).toBe(404);
  await admin.context().close();
  await context.close();
});
