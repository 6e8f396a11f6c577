import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import Papa from "papaparse";

/** Downloads a report as a reader does, by pressing its format. Answers its bytes. */
export async function downloadReport(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link, exact: true }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  return readFileSync(await download.path());
}

/** The rows of a CSV. */
export function csvRows(bytes: Buffer): string[][] {
  return Papa.parse<string[]>(bytes.toString("utf8").replace(/^\uFEFF/, ""), { skipEmptyLines: true }).data;
}
