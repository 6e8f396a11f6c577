import { defineConfig } from "vitest/config";

const root = new URL("./", import.meta.url).pathname;

/** Unit tests are pure; integration tests (`*.db.test.ts`) each get a database of their own. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    // Generous, since property tests share two cores with a build and a browser.
    testTimeout: 60_000,
    // The demo is told once for all, within a hook of whichever test comes first.
    hookTimeout: 120_000,
    // As generous: a machine of two cores can stand still for a second.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,components,db,lib}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{app,db,lib}/**/*.db.test.ts"],
          globalSetup: ["db/testing.setup.ts"],
        },
      },
    ],
  },
});
