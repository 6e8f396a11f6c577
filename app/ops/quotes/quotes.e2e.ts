import { signedIn } from "@/app/_e2e/people";
import { prepare } from "@/app/_e2e/prepared";
import { expect, test } from "@/app/_e2e/test";
import { closeDatabase } from "@/db/client";

test.afterAll(() => closeDatabase());

const pdf = Buffer.from("%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n");
const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/pdf", buffer });

// Ops draw a quote up from a price list, see it as the customer will, and send it with a PDF that only its customer can have.
test("a quote is filled in from a price list, seen before it is sent, and goes with a PDF", async ({
  browser,
}) => {
  const run = Date.now().toString(36).toUpperCase();
  const skus = [1, 2, 3].map((i) => `QT-${run}-${i}`);
  const { order, moved } = await prepare(`Quoted ${run}`, "Quoted", skus);
  await moved("confirmFeasibility", skus);
  await moved("requestQuote", skus);
  const ops = await signedIn(browser, "ops");

  await ops.goto("/ops/quotes/prices");
  await ops.getByLabel("For", { exact: true }).selectOption({ label: "Nike Vision, Nike" });
  await ops.getByLabel("Currency").selectOption("GBP");
  await ops.getByLabel("Simple", { exact: true }).fill("eighty");
  await ops.getByRole("button", { name: "Save the list" }).click();
  await expect(ops.getByText("“eighty” is no price. Write it as 124 or 124.50.").first()).toBeVisible();
  await ops.getByLabel("Simple", { exact: true }).fill("80.50");
  await ops.getByRole("button", { name: "Save the list" }).click();
  await expect(ops.getByRole("row", { name: /Nike Vision, Nike GBP £80.50/ })).toBeVisible();

  await ops.goto("/ops/quotes");
  const section = ops.getByRole("region", { name: order });
  await section.getByLabel("Currency").selectOption("GBP");
  await section.getByRole("button", { name: "Fill in from the price list" }).click();
  await expect(section.getByText("Three prices from the price list.")).toBeVisible();
  await section.getByLabel(`Price of ${skus[2]}`).fill("");
  await section.getByLabel("Tax note").fill("plus 20% VAT");
  await section.getByLabel("Message to the customer").fill("With the new hinge");
  await section
    .getByLabel("PDF to go with it")
    .setInputFiles(file("Terms.pdf", Buffer.from("<html>".padEnd(99))));
  await section.getByRole("button", { name: "Preview" }).click();
  await expect(section.getByText("Terms.pdf is no PDF, whatever its name says").first()).toBeVisible();
  await expect(section.getByRole("heading", { name: /^There is no preview yet/ })).toBeVisible();
  await section.getByLabel("PDF to go with it").setInputFiles(file("Terms.pdf", pdf));
  await section.getByRole("button", { name: "Preview" }).click();
  const preview = section.getByRole("region", { name: /^Preview of Quote Q-/ });
  for (const words of ["£161.00", "plus 20% VAT", "“With the new hinge”", "Terms.pdf", "If you approve"])
    await expect(preview.getByText(words).first()).toBeVisible();
  await expect(preview, "where whoever asked for it looks").toBeInViewport({ ratio: 0.5 });
  await expect(preview.getByRole("row", { name: new RegExp(skus[2] ?? "") })).toHaveCount(0);

  await section.getByRole("button", { name: "Send the quote" }).click();
  const sent = ops.getByText(/^Q-\d+, version 1, is sent\.$/);
  await expect(sent).toBeVisible();
  const number = (await sent.textContent())?.split(",")[0];
  await ops.getByRole("link", { name: `${number}, version 1` }).click();
  await expect(ops.getByText(/^As Nike Vision reads it: Two variants wait/)).toBeVisible();
  const address = (await ops.getByRole("link", { name: "Terms.pdf" }).getAttribute("href")) ?? "";
  await ops.context().close();

  const admin = await signedIn(browser, "customer_admin");
  await admin.goto(address.split("/attachment/")[0] ?? "");
  await expect(admin.getByRole("button", { name: "Approve £161.00" })).toBeVisible();
  const kept = await admin.request.get(address);
  expect(await kept.body()).toEqual(pdf);
  expect(kept.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^attachment; /),
    "x-content-type-options": "nosniff",
  });
  await admin.context().close();
  const other = await signedIn(browser, "other_admin");
  expect((await other.request.get(address)).status()).toBe(404);
  await other.context().close();
});
