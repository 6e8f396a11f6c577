import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { endHouse, type OwnHouse, startOwnHouse } from "@/app/_e2e/own-house";
import { findFreePort } from "@/db/embedded/find-free-port";

// A house of its own without demo data, started like any other.
let house: OwnHouse;
let folder: string;
let home: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `framewatch-test-${process.pid}-`));
  const port = await findFreePort();
  home = `http://localhost:${port}`;
  house = await startOwnHouse({ PORT: String(port), FRAMEWATCH_DATA: folder });
});

test.afterAll(async () => {
  await endHouse(house, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

test("the first administrator comes in by the printed code, and does nothing before the second factor", async ({
  page,
}) => {
  const code = /one-time code: (\S+)/.exec(house.output)?.[1] ?? house.output;
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
