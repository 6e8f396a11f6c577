import { signedIn } from "@/app/_e2e/people";
import { csvRows, downloadReport } from "@/app/_e2e/reports";
import { expect, test } from "@/app/_e2e/test";

test("ops download what the console is narrowed to, and one report on batches that they choose", async ({
  browser,
}) => {
  const ops = await signedIn(browser, "ops");
  await ops.goto("/ops?state=validated&q=kestrel");
  const matching = Number((await ops.getByText(/^\d+ match/).textContent())?.match(/\d+/)?.[0]);
  expect(matching).toBeGreaterThan(0);
  await ops.getByText("Download Report").click();
  const rows = csvRows(await downloadReport(ops, "Detailed Report, CSV"));
  const only = rows.find(([label]) => label === "Only");
  expect(only?.[1]).toBe("Validated, found by “kestrel”");
  expect(rows.filter((row) => row.includes("Validated"))).toHaveLength(matching);

  await ops.goto("/ops/reports");
  await ops.getByLabel("Organisation", { exact: true }).selectOption("Lumen Optical");
  await ops.getByRole("button", { name: "Choose its batches" }).click();
  const chosen = ops.getByRole("region", { name: "Batches of Lumen Optical" });
  await chosen.getByLabel("Report", { exact: true }).selectOption("Timeline Report");
  const batches = chosen.getByRole("checkbox");
  await batches.nth(0).check();
  await batches.nth(1).check();
  await chosen.getByRole("button", { name: "Summary to read or print" }).click();
  await expect(ops.getByRole("heading", { level: 1 })).toHaveText("2 batches of Lumen Optical");
});
