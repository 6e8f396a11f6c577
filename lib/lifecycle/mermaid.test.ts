import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lifecycleDocument } from "./mermaid";

it("shows the machine as it is in docs/lifecycle.md", () => {
  const written = readFileSync(new URL("../../docs/lifecycle.md", import.meta.url), "utf8");
  expect(written, "write it anew with: npx tsx lib/lifecycle/mermaid.cli.ts").toBe(lifecycleDocument());
});
