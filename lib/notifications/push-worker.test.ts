import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

const origin = "https://frames.example";

/** The service worker as a browser runs it, with what it did written down. */
function worker(open: readonly string[] = []) {
  const did: string[] = [];
  const hears: Record<string, (event: object) => void> = {};
  const self = {
    location: { origin },
    addEventListener: (kind: string, hear: (event: object) => void) => {
      hears[kind] = hear;
    },
    registration: {
      showNotification: (title: string, { body, data }: { body: string; data: { path: string } }) =>
        did.push(`shows ${title}: ${body} -> ${data.path}`),
    },
    clients: {
      matchAll: async () => open.map((url) => ({ url, focus: () => did.push(`focuses ${url}`) })),
      openWindow: async (url: string) => did.push(`opens ${url}`),
    },
  };
  runInNewContext(readFileSync("public/push-worker.js", "utf8"), { self, URL });
  const send = async (kind: string, event: object) => {
    const waits: unknown[] = [];
    hears[kind]?.({ ...event, waitUntil: (work: unknown) => waits.push(work) });
    await Promise.all(waits);
  };
  return { did, send };
}

const press = (path: string) => ({ notification: { close: () => {}, data: { path } } });

test("a push is shown in its own words, and a press on it opens where it leads", async () => {
  const { did, send } = worker([`${origin}/orders/new`]);
  const message = { title: "Framewatch", body: "Ten variants wait.", path: "/alerts?kind=blocked", tag: "1" };
  await send("push", { data: { json: () => message } });
  await send("notificationclick", press(message.path));
  expect(did).toEqual([
    "shows Framewatch: Ten variants wait. -> /alerts?kind=blocked",
    `opens ${origin}/alerts?kind=blocked`,
  ]);
});

test("a page that is open there is brought forward, and nothing leads to another site", async () => {
  const { did, send } = worker([`${origin}/batches`]);
  await send("notificationclick", press("/batches"));
  await send("notificationclick", press("https://elsewhere.example/batches"));
  expect(did).toEqual([`focuses ${origin}/batches`]);
});
