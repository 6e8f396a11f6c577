import type { Page, Worker } from "@playwright/test";
import { expect, test } from "@/app/_e2e/test";

/** Lumen's admin: the other browser tests move Nike's things. */
async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("admin@lumen.example");
  await page.getByLabel("Password").fill("framewatch-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeAttached();
}

/** Presses a notification in the browser's own worker; answers what that did. Only a hand on the screen is not real. */
const press = (worker: Worker, path: string) =>
  worker.evaluate(async (leadsTo) => {
    interface WorkerScope extends EventTarget {
      clients: { openWindow(url: string): Promise<void> };
      WindowClient: { prototype: { url: string; focus(): Promise<void> } };
    }
    const scope = globalThis as unknown as WorkerScope;
    const did: string[] = [];
    scope.clients.openWindow = async (url) => void did.push(`opens ${url}`);
    scope.WindowClient.prototype.focus = async function focus() {
      did.push(`brings forward ${this.url}`);
    };
    let done: Promise<unknown> = Promise.resolve();
    const pressed = Object.defineProperties(new Event("notificationclick"), {
      notification: { value: { close: () => did.push("closes it"), data: { path: leadsTo } } },
      waitUntil: {
        value: (work: Promise<unknown>) => {
          done = work;
        },
      },
    });
    scope.dispatchEvent(pressed);
    await done;
    return did;
  }, path);

test("the bell counts what is unread; following a line, marking all, or a push that is pressed lead where they should", async ({
  page,
}) => {
  await signIn(page);
  const bell = page.getByRole("link", { name: /^Notifications/ });
  const line = page.getByRole("link", { name: "Unread: " }).filter({ hasText: "Lumen Autumn" }).first();
  await expect(async () => {
    await page.goto("/notifications");
    await expect(line).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(bell).toContainText("unread");
  const words = ((await line.textContent()) ?? "").replace("Unread: ", "");
  await line.click();
  await expect(page).not.toHaveURL(/notifications/);
  await page.goto("/notifications");
  await expect(page.getByRole("link", { name: words, exact: true })).toBeVisible();
  const markAll = page.getByRole("button", { name: "Mark all as read" });
  // What comes while the button is pressed was not shown, and stays unread.
  await expect(async () => {
    if (await markAll.isVisible()) await markAll.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have read everything.", {
      timeout: 3_000,
    });
  }).toPass();
  await expect(bell).not.toContainText("unread");
  await page.goto("/notifications?show=unread");
  await expect(page.getByText("There is nothing here.")).toBeVisible();

  const starting = page.context().waitForEvent("serviceworker");
  await page.evaluate(() => navigator.serviceWorker.register("/push-worker.js").then(() => true));
  const worker = await starting;
  const here = page.url();
  const origin = new URL(here).origin;
  expect(await press(worker, "/notifications?show=unread")).toEqual(["closes it", `brings forward ${here}`]);
  expect(await press(worker, "/batches")).toEqual(["closes it", `opens ${origin}/batches`]);
});
