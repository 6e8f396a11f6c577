import { get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, chromium } from "@playwright/test";
import type { CustomerActor } from "@/lib/access/actor";
import { findBrowser } from "@/lib/checks/find-browser";
import { createShareLink, revokeShareLink } from "@/lib/sharing/create-link";
import type { Figure } from "./first-page";

const ROUNDS = 5;
const LOOK_EVERY = 20;
/** trust.md: a link is dead within a second of its revocation. */
const LIMIT = 1_000;

/** How fast a reader takes its download, bytes a second: as a slow line does, so that it is under way. */
const TAKES = 1_000_000;

/**
 * What a revoked link's reader still had, ms after the command: the longest of five rounds. `ample` owns enough variants
 * for a download that takes seconds.
 */
export async function revoking(
  origin: string,
  owner: CustomerActor,
  ample: CustomerActor,
): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const all: Awaited<ReturnType<typeof revoked>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) all.push(await revoked(browser, origin, owner));
    const running: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) running.push(await cutOff(origin, ample));
    const most = (of: (took: (typeof all)[number]) => number) => Math.max(...all.map(of));
    return [
      {
        name: "revoked link, its stream ends",
        value: most(({ stream }) => stream),
        unit: "ms",
        limit: LIMIT,
      },
      {
        name: "revoked link, its open page is empty",
        value: most(({ page }) => page),
        unit: "ms",
        limit: LIMIT,
      },
      { name: "revoked link, that page says why", value: most(({ why }) => why), unit: "ms" },
      { name: "revoked link, no file by it", value: most(({ file }) => file), unit: "ms", limit: LIMIT },
      { name: "revoked link, its running download", value: Math.max(...running), unit: "ms", limit: LIMIT },
    ];
  } finally {
    await browser.close();
  }
}

async function revoked(browser: Browser, origin: string, owner: CustomerActor) {
  const label = "Bench, revoked";
  const wish = { scope: "organisation", label, allowDownloads: true } as const;
  const { linkId, token } = await createShareLink(owner, wish, new Date());
  const address = `${origin}/share/${token}`;
  const page = await browser.newPage();
  await page.goto(address);
  const stream = await fetch(`${address}/live`);
  // The page opens its own stream once it has come to life.
  await page.waitForTimeout(3_000);
  const heading = await page.locator("h1").textContent();
  const gone = page.evaluate(whenOther, heading ?? "");
  const begun = Date.now();
  const ended = stream.text().then(() => Date.now());
  await revokeShareLink(owner, { linkId }, new Date());
  const refused = whenRefused(`${address}/report?type=summary&format=csv`);
  const { empty, why } = await gone;
  const took = {
    stream: (await ended) - begun,
    page: empty - begun,
    why: why - begun,
    file: (await refused) - begun,
  };
  await page.close();
  return took;
}

/** How long after the command a download that was under way went on. Throws where it was complete before. */
async function cutOff(origin: string, owner: CustomerActor): Promise<number> {
  const wish = { scope: "organisation", label: "Bench, downloaded", allowDownloads: true } as const;
  const { linkId, token } = await createShareLink(owner, wish, new Date());
  const address = `${origin}/share/${token}/report?type=detailed&format=csv`;
  // A connection that is reset is an error of the request too.
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(address, resolve).on("error", reject),
  );
  const ended = new Promise<number>((end) => answer.once("close", () => end(Date.now())));
  answer.on("error", () => {});
  answer.on("data", (piece: Buffer) => {
    answer.pause();
    setTimeout(() => answer.resume(), (piece.length / TAKES) * 1_000);
  });
  await pause(500);
  const at = Date.now();
  await revokeShareLink(owner, { linkId }, new Date());
  const took = (await ended) - at;
  if (answer.complete) throw new Error("The download was complete before it was cut off.");
  return took;
}

async function whenRefused(address: string): Promise<number> {
  for (;;) {
    const { status } = await fetch(address);
    if (status === 410) return Date.now();
    await pause(LOOK_EVERY);
  }
}

/** In the page: when its heading was gone, and when another one stood there. */
function whenOther(heading: string): Promise<{ empty: number; why: number }> {
  return new Promise((resolve) => {
    let empty = 0;
    const timer = setInterval(() => {
      const now = document.querySelector("h1")?.textContent ?? "";
      if (now === heading) return;
      empty ||= Date.now();
      if (now === "") return;
      clearInterval(timer);
      resolve({ empty, why: Date.now() });
    }, 8);
  });
}
