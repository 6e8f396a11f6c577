import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants, getPriority } from "node:os";
import { expect, test } from "vitest";
import { putBehindPages } from "./behind-pages";

// A start may be put far back itself; only an administrator may undo that, and of anybody else's it would be the end.
test.each([0, 15])("what is put back by %i already is behind pages, and never put forward", async (by) => {
  const before = Math.min(getPriority() + by, 19);
  const child = spawn("nice", ["-n", String(by), "sleep", "60"]);
  await once(child, "spawn");
  await expect.poll(() => getPriority(child.pid)).toBe(before);
  putBehindPages(child.pid ?? 0);
  const found = getPriority(child.pid);
  child.kill("SIGKILL");
  expect(found).toBe(Math.max(before, constants.priority.PRIORITY_BELOW_NORMAL));
});
