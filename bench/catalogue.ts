import { loadavg } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { sql } from "drizzle-orm";
import { LONGEST, QUALITY } from "@/app/(portal)/catalogues/[id]/smaller-picture";
import { closeDatabase } from "@/db/client";
import { startServer } from "@/db/embedded/start-server";
import { collection } from "@/db/seed/demo/other-batches";
import { Story, untilModelling } from "@/db/seed/demo/story";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { setCover } from "@/lib/catalogues/cover";
import { createCatalogue } from "@/lib/catalogues/create-catalogue";
import { publishCatalogue } from "@/lib/catalogues/publish";
import { findBrowser } from "@/lib/checks/find-browser";
import { sendEvent } from "@/lib/variants/send-event";
import type { Figure } from "./first-page";
import { serveProduct } from "./serving";
import { settle } from "./settle";

const VARIANTS = 500;
const LOADS = 5;
const system = { kind: "system", job: "bench" } as const;

/**
 * A live catalogue of 500 variants on a phone: its largest paint over a slow connection and a slow processor (both as
 * Lighthouse has them), and how soon a variant that is sent back is off the page.
 */
export async function catalogue(): Promise<Figure[]> {
  const product = await serveProduct({ DEMO: "1" });
  const server = await startServer({ directory: join(product.data, "postgres") });
  process.env.DATABASE_URL = server.url;
  process.env.FRAMEWATCH_DATA = product.data;
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
  try {
    const { customer, staff } = await people();
    const cover = await photograph(browser);
    const { slug, variantIds } = await publish(customer, staff, cover);
    const address = `${product.origin}/c/${slug}`;
    await settle(server);
    await fetch(address);
    const loads: Paint[] = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await largestPaint(browser, address));
    const paints = loads.map(({ at }) => at).sort((a, b) => a - b);
    const [first = ""] = variantIds;
    await sendEvent(staff, { variantIds: [first], event: "reopen", reason: "Look again" }, new Date());
    const begun = performance.now();
    const page = await (await fetch(address)).text();
    return [
      // Of a machine with other work the figures below are the upper end.
      { name: "load of the machine, one minute", value: loadavg()[0] ?? 0, unit: "" },
      { name: "page, size", value: Buffer.byteLength(page) / 1_024, unit: "KiB" },
      { name: "cover picture, size", value: cover.length / 1_024, unit: "KiB" },
      {
        name: "loads whose largest paint was something else than the cover",
        value: loads.filter(({ isCover }) => !isCover).length,
        unit: "",
      },
      { name: "largest paint on a phone, median", value: paints[2] ?? 0, unit: "ms", limit: 1_500 },
      { name: "largest paint on a phone, slowest", value: paints.at(-1) ?? 0, unit: "ms" },
      {
        name: "the page after a variant was sent back, asked for and read",
        value: performance.now() - begun,
        unit: "ms",
      },
      {
        name: "variants sent back that it still shows",
        value: page.includes("CB-0001") ? 1 : 0,
        unit: "",
        limit: 0,
      },
    ];
  } finally {
    await browser.close();
    await closeDatabase();
    await product.stop();
  }
}

async function people(): Promise<{ customer: CustomerActor; staff: ProducerActor }> {
  const [found] = await asActor(system, (tx) =>
    tx.execute<{ customer: string; organisation: string; staff: string }>(sql`
      select u.id as customer, m.organisation_id as organisation, s.id as staff
      from users u join memberships m on m.user_id = u.id, users s
      where u.email = 'admin@lumen.example' and s.email = 'ops@framewatch.example'`),
  );
  if (!found) throw new Error("The demo is not there.");
  return {
    staff: { kind: "ops", userId: found.staff },
    customer: {
      kind: "customer",
      userId: found.customer,
      organisationId: found.organisation,
      role: "customer_admin",
      approvalLimit: null,
      approvalCurrency: null,
    },
  };
}

async function publish(
  customer: CustomerActor,
  staff: ProducerActor,
  cover: Buffer,
): Promise<{ slug: string; variantIds: string[] }> {
  const now = new Date();
  const story = new Story(now, customer.organisationId, customer, staff);
  const products = Array.from({ length: 20 }, (_, i) => `Bench ${String(i + 1).padStart(2, "0")}`);
  const lines = collection("Catalogue bench", "Lumen", "CB", products, VARIANTS / products.length);
  const variantIds = [...(await story.order(lines, 9)).values()];
  await story.play(variantIds, [
    ...untilModelling(8, 7, 6, 5),
    { event: "freeze", ago: 4 },
    { event: "complete", ago: 3 },
    { event: "validate", ago: 2 },
  ]);
  const { catalogueId, slug } = await createCatalogue(customer, { title: "Five hundred", variantIds }, now);
  await setCover(customer, { catalogueId, name: "cover.jpg" }, cover, now);
  await publishCatalogue(customer, { catalogueId }, now);
  return { slug, variantIds };
}

/**
 * A cover with as much in it as a photograph has, made as the product makes one of what its owner chooses
 * (`smaller-picture.ts`). Detail falls with its size as it does in nature.
 */
async function photograph(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const address = await page.evaluate(
    ({ width, quality }) => {
      const height = Math.round((width * 2) / 3);
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      const draw = canvas.getContext("2d");
      if (!draw) throw new Error("No canvas.");
      let seed = 1;
      for (let side = 2; side <= width; side *= 2) {
        const grain = document.createElement("canvas");
        Object.assign(grain, { width: side, height: Math.ceil((side * height) / width) });
        const paint = grain.getContext("2d");
        if (!paint) throw new Error("No canvas.");
        const pixels = paint.createImageData(grain.width, grain.height);
        for (let i = 0; i < pixels.data.length; i += 1) {
          // No function of its own: what makes TypeScript run would name it in a way the page does not know.
          seed = (seed * 48_271) % 2_147_483_647;
          pixels.data[i] = i % 4 === 3 ? 255 : seed % 256;
        }
        paint.putImageData(pixels, 0, 0);
        draw.globalAlpha = Math.min(1, 1.6 / Math.log2(side * 2) ** 1.4);
        draw.drawImage(grain, 0, 0, width, height);
      }
      return canvas.toDataURL("image/jpeg", quality);
    },
    { width: LONGEST, quality: QUALITY },
  );
  await page.close();
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

interface Paint {
  /** Milliseconds to it. */
  at: number;
  isCover: boolean;
}

/** The largest paint, with nothing kept from before. */
async function largestPaint(browser: Browser, address: string): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const kilobits = 1_024 / 8;
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 1_638.4 * kilobits,
    uploadThroughput: 750 * kilobits,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(address, { waitUntil: "networkidle" });
  const paint = await page.evaluate(
    () =>
      new Promise<Paint>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1) as (PerformanceEntry & { url?: string }) | undefined;
          resolve({ at: last?.startTime ?? 0, isCover: (last?.url ?? "").includes("/cover") });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  await context.close();
  return paint;
}
