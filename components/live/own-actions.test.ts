import { afterEach, expect, test, vi } from "vitest";
import { noteActions, noteUnasked } from "./own-actions";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a page read for news waits for a server that is away; what somebody asked for fails at once", async () => {
  vi.useFakeTimers();
  const answers = [
    () => Promise.reject(new TypeError("Failed to fetch")),
    () => new Response("", { status: 502 }),
  ];
  const fetch = vi.fn(async () => (answers.shift() ?? (() => new Response("page")))());
  vi.stubGlobal("window", { fetch, setTimeout });
  noteActions();
  const read = () => window.fetch("/alerts", { headers: { rsc: "1" } });
  noteUnasked(true);
  const page = read();
  await vi.runAllTimersAsync();
  expect(await (await page).text()).toBe("page");
  expect(fetch).toHaveBeenCalledTimes(3);

  noteUnasked(false);
  answers.push(() => Promise.reject(new TypeError("Failed to fetch")));
  await expect(read()).rejects.toThrow("Failed to fetch");
});
