import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

/** A test that closes what it opened in its browser: a page left open would go on following the news of later tests. */
export const test = base.extend<{ tidy: undefined }>({
  tidy: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use(undefined);
      for (const context of browser.contexts()) if (!before.has(context)) await context.close();
    },
    { auto: true },
  ],
});
