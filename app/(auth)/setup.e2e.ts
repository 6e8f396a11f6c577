import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { findFreePort } from "@/db/embedded/find-free-port";

// A house of its own without demo data, started like any other.
let child: ChildProcess;
let folder: string;
let home: string;
let output = "";

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  const port = await findFreePort();
  home = `http://localhost:${port}`;
  child = spawn(process.execPath, ["lib/launch/start.mjs"], {
    env: { ...process.env, PORT: String(port), FRAMEWATCH_DATA: folder, DEMO: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise<void>((resolve) => {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on("data", (chunk) => {
        output += chunk;
        if (/one-time code: \S+\n/.test(output)) resolve();
      });
    child.once("close", () => resolve());
  });
});

test.afterAll(async () => {
  child.kill("SIGTERM");
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  rmSync(folder, { recursive: true, force: true });
});

test("the first administrator comes in by the printed code, and does nothing before the second factor", async ({
  page,
}) => {
  const code = /one-time code: (\S+)/.exec(output)?.[1] ?? output;
  await page.goto(`${home}/sign-in`);
  await expect(page).toHaveURL(`${home}/setup`);
  await page.getByRole("textbox", { name: "Code" }).fill("guessed");
  await page.getByRole("textbox", { name: "Your name" }).fill("Henrik Aas");
  await page.getByRole("textbox", { name: "E-mail" }).fill("henrik@framewatch.example");
  await page.getByRole("textbox", { name: "Password" }).fill("tulip kettle at noon");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This code is not right" })).toBeVisible();
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Begin" }).click();

  await expect(page).toHaveURL(`${home}/second-factor`);
  await page.goto(`${home}/ops/admin/people`);
  await expect(page).toHaveURL(`${home}/second-factor`);
  await page.getByRole("button", { name: "Set up two-step sign-in" }).click();
  const key = ((await page.locator("form code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByRole("textbox", { name: "Code" }).fill(new TOTP({ secret: key }).generate());
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page).toHaveURL(`${home}/ops`);
  await page.goto(`${home}/setup`);
  await expect(page).toHaveURL(`${home}/ops`);
});
