import { request } from "node:http";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@/app/_e2e/test";
import { closeDatabase } from "@/db/client";
import { frameModel } from "@/db/seed/demo/frame-model";
import { openBatch } from "./_e2e/batches";
import { signedIn } from "./_e2e/people";
import { type Prepared, prepare } from "./_e2e/prepared";

// A reviewer's sitting and the modeller's answer, with real models in a real (software) WebGL.
// Software draws slowly where a machine has other work too.
test.describe.configure({ mode: "serial", timeout: 300_000 });
test.use({
  viewport: { width: 1280, height: 600 },
  launchOptions: {
    executablePath: process.env.CHROME_PATH,
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
    ],
  },
});

const run = Date.now().toString(36).toUpperCase();
const batch = `Sitting ${run}`;
const skus = Array.from({ length: 20 }, (_, i) => `SIT-${run}-${String(i + 1).padStart(2, "0")}`);
const sentBack = [skus[4], skus[11], skus[19]] as string[];
let reviewer: Page;
let ops: Page;
let prepared: Prepared;

test.beforeAll(async ({ browser }) => {
  prepared = await prepare(batch, "Sitting", skus);
  // The way to modelling is the subject of other tests.
  for (const event of ["confirmFeasibility", "startProduction", "assignToBatch", "startModelling"] as const)
    await prepared.moved(event, skus);
  reviewer = await signedIn(browser, "customer_validator");
  ops = await signedIn(browser, "ops");
});
test.afterAll(async () => {
  await reviewer.context().close();
  await ops.context().close();
  await closeDatabase();
});

const look = { style: "aviator", colour: [0.6, 0.4, 0.1], lensTint: [0.1, 0.1, 0.1] } as const;
const model = (tip: number) =>
  frameModel({ ...look, colour: [...look.colour], lensTint: [...look.lensTint], tip });

test("ops add a batch's models: 20 files by their names, a lying one refused by name", async () => {
  await ops.goto(`/ops/batches?q=${encodeURIComponent(batch)}`);
  await ops.getByRole("link", { name: batch, exact: true }).click();
  const bytes = Buffer.from(await model(0.4));
  const glb = (name: string, buffer: Buffer) => ({ name, mimeType: "model/gltf-binary", buffer });
  const lying = Buffer.from("<svg xmlns='x'><script>alert(1)</script></svg>".padEnd(80));
  await ops
    .getByLabel("Models", { exact: true })
    .setInputFiles([...skus.map((sku) => glb(`${sku}.glb`, bytes)), glb(`${skus[0]}.glb`, lying)]);
  await ops.getByRole("button", { name: "Add models" }).click();
  await expect(ops.getByText("20 models added.")).toBeVisible({ timeout: 60_000 });
  await expect(ops.getByText(`${skus[0]}.glb was not kept. This is an SVG drawing`)).toBeVisible();
  await prepared.moved("freeze", skus);
  await prepared.moved("complete", skus);
});

test("the reviewer clears 20 by keyboard with the model in view, and sends three back with pins", async () => {
  await reviewer.goto("/validation");
  await reviewer.getByRole("link", { name: `${batch} 20`, exact: true }).click();
  // Software takes its time to draw the first model; the others are quick.
  const first = reviewer.getByRole("region", { name: `Review of ${skus[0]}` });
  await expect(first.getByText("Loading the model …")).toHaveCount(0, { timeout: 60_000 });
  await expect(first).toBeVisible({ timeout: 60_000 });
  const queue = reviewer.getByRole("table", { name: "Variants ready for review" });
  for (const sku of skus) {
    const desk = reviewer.getByRole("region", { name: `Review of ${sku}` });
    await expect(desk).toBeVisible();
    await expect(desk.getByRole("img", { name: new RegExp(sku) })).toBeVisible();
    await expect(desk.getByText("Loading the model …")).toHaveCount(0);
    await expect(desk.getByText("cannot draw 3D")).toHaveCount(0);
    if (!sentBack.includes(sku)) {
      await reviewer.keyboard.press("v");
      continue;
    }
    await reviewer.keyboard.press("r");
    await expect(reviewer.getByLabel("What it is about")).toBeFocused();
    await reviewer.keyboard.press("c");
    await reviewer.keyboard.press("Tab");
    await reviewer.keyboard.type("The tips are darker than the front");
    const tip = reviewer.getByRole("button", { name: "Temple tip, left" });
    await tip.focus();
    await reviewer.keyboard.press("Enter");
    await expect(
      reviewer.getByRole("textbox", { name: "Temple tip, left: what should change here" }),
    ).toBeFocused();
    await reviewer.keyboard.type(`Lighter here, ${sku}`);
    await reviewer.keyboard.press("Control+Enter");
    await expect(reviewer.getByText(`${sku} sent back for a revision.`)).toBeVisible();
  }
  await expect(queue).toHaveCount(0);
  await expect(reviewer.getByText("Nothing in this view waits for your review.")).toBeVisible();
});

test("the modeller finds the pins on the model, and answers them with models of round 2", async () => {
  const [first = "", ...others] = sentBack;
  await ops.goto(`/ops/variants/${prepared.ids.get(first)}`);
  const section = ops.getByRole("region", { name: "3D model" });
  await expect(section.getByRole("heading", { name: "Asked for in round 2" })).toBeVisible();
  await expect(section.getByText(`Lighter here, ${first}`).first()).toBeVisible();
  await expect(section.getByText("Nike often asks for")).toBeVisible();
  await expect(section.getByText("Loading the model …")).toHaveCount(0, { timeout: 60_000 });
  await expect(section.locator(".pins text")).toHaveText("1");
  const better = Buffer.from(await model(1));
  const glb = (name: string) => ({ name, mimeType: "model/gltf-binary", buffer: better });
  await section.getByLabel("Model", { exact: true }).setInputFiles(glb("better.glb"));
  await section.getByLabel("What was done").fill("Took the tips to the tone of the front");
  await section.getByRole("button", { name: "Add the model" }).click();
  await expect(section.getByText("One model added.")).toBeVisible({ timeout: 60_000 });
  for (const sku of others) {
    const page = await ops.request.get(`/ops/variants/${prepared.ids.get(sku)}`);
    expect(await page.text()).toContain(`Lighter here, ${sku}`);
  }
  await ops.goto(`/ops/batches?q=${encodeURIComponent(batch)}`);
  await ops.getByRole("link", { name: batch, exact: true }).click();
  await ops.getByLabel("Models", { exact: true }).setInputFiles(others.map((sku) => glb(`${sku}.glb`)));
  await ops.getByRole("button", { name: "Add models" }).click();
  await expect(ops.getByText("Two models added.")).toBeVisible();
  await prepared.moved("freeze", sentBack);
  await prepared.moved("complete", sentBack);
});

test("they return in round 2: asked and done side by side, before and after", async () => {
  await reviewer.goto("/validation");
  await reviewer.getByRole("link", { name: `${batch} 3`, exact: true }).click();
  const desk = reviewer.getByRole("region", { name: `Review of ${sentBack[0]}` });
  await expect(desk.getByRole("heading", { name: "Round 2" })).toBeVisible();
  // On a phone the model is seen as a whole above what decides, and a thumb has room to pick.
  const wide = reviewer.viewportSize();
  await reviewer.setViewportSize({ width: 390, height: 844 });
  const box = async (part: Locator) => {
    const found = await part.boundingBox();
    if (!found) throw new Error("It is not shown.");
    return found;
  };
  const stage = await box(desk.locator(".stage").first());
  expect(stage.y + stage.height).toBeLessThanOrEqual((await box(desk.locator(".decide"))).y);
  const pick = await box(reviewer.locator("td > .pick").first());
  expect(Math.min(pick.width, pick.height)).toBeGreaterThanOrEqual(44);
  // A pin is put on the model from the form below it, and the thumb is led there and back.
  await desk.getByRole("button", { name: "Request a revision" }).click();
  await reviewer.getByRole("button", { name: "Press the model…" }).click();
  await expect(desk.locator(".stage").first()).toBeInViewport({ ratio: 1 });
  await desk.getByRole("button", { name: "Back to the revision" }).click();
  await expect(reviewer.getByLabel("What it is about")).toBeInViewport();
  // A touch leads on to the new pin's note.
  await reviewer.getByRole("button", { name: "Press the model…" }).click();
  await tap(desk.locator(".stage").first());
  const note = reviewer.getByRole("textbox", { name: /what should change here$/ });
  await expect(note).toBeInViewport();
  await reviewer.keyboard.type("Thinner");
  await expect(note).toHaveValue("Thinner");
  await reviewer.getByRole("button", { name: "Leave it as it is" }).click();
  if (wide) await reviewer.setViewportSize(wide);
  await expect(desk.getByText("The tips are darker than the front")).toBeVisible();
  await expect(desk.getByText("Took the tips to the tone of the front")).toBeVisible();
  await desk.getByRole("button", { name: "Compare with round 1" }).click();
  await expect(desk.getByRole("img", { name: / before$/ })).toBeVisible();
  await expect(desk.getByRole("img", { name: / after$/ })).toBeVisible();
  for (const _ of sentBack) await reviewer.keyboard.press("v");
  await expect(reviewer.getByText("Nothing in this view waits for your review.")).toBeVisible();
  await openBatch(reviewer, batch);
  await expect(reviewer.getByText("Validated: 20 variants", { exact: true }).first()).toBeVisible();
});

test("a model's file is bytes to be downloaded, in ranges, and never a page", async () => {
  const asked = reviewer.waitForRequest(/\/models\/[0-9a-f-]{36}$/);
  await reviewer.goto(`/variants/${prepared.ids.get(skus[0] ?? "")}`);
  const address = (await asked).url();
  const part = await reviewer.request.get(address, { headers: { range: "bytes=0-3" } });
  expect(part.status()).toBe(206);
  expect(await part.text()).toBe("glTF");
  expect(part.headers()).toMatchObject({
    "content-type": "model/gltf-binary",
    "x-content-type-options": "nosniff",
    "content-disposition": expect.stringMatching(/^attachment/),
  });
  const again = await reviewer.request.get(address, {
    headers: { "if-none-match": part.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
  const { cookies } = await ops.context().storageState();
  const sent = (name: string, headers: Record<string, string>, body = "") =>
    refusedBy(new URL(`/ops/models?name=${name}&variantId=${prepared.ids.get(skus[0] ?? "")}`, ops.url()), {
      ...headers,
      cookie: cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join("; "),
      body,
    });
  // By what the header says: not one of the 500 MB is sent.
  expect(
    await sent("huge.glb", { "content-type": "model/gltf-binary", "content-length": "524288000" }),
  ).toContain("huge.glb has 500 MB; a model may have 50 MB");
  expect(await sent("cat.glb", { "content-type": "image/png", "content-length": "4" }, "glTF")).toContain(
    "cat.glb was sent as image/png, which is no 3D model",
  );
  expect(
    await sent(
      "page.glb",
      { "content-type": "model/gltf-binary", "content-length": "64" },
      "<html>".padEnd(64),
    ),
  ).toContain("page.glb was not kept. This is");
});

/** What is answered to a body that is announced, and sent as far as it is there. */
function refusedBy(address: URL, { body, ...headers }: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: "POST", headers }, async (answer) => {
      let text = "";
      for await (const piece of answer) text += piece;
      asked.destroy();
      expect(answer.statusCode).toBe(422);
      resolve(text);
    });
    asked.on("error", reject);
    if (body) asked.end(body);
    else asked.flushHeaders();
  });
}

/** Touches the middle of something as a thumb does, with all that a browser makes of it. */
async function tap(part: Locator): Promise<void> {
  const { x, y, width, height } = (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const browser = await reviewer.context().newCDPSession(reviewer);
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await browser.send("Input.synthesizeTapGesture", { x: x + width / 2, y: y + height / 2 });
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: false });
  await browser.detach();
}
