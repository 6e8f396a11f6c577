import { signedIn } from "@/app/_e2e/people";
import { expect, test } from "@/app/_e2e/test";

test("a customer reads every date shown for a batch and why it changed; a quote says what deciding it does", async ({
  browser,
}) => {
  const customer = await signedIn(browser, "customer_admin");
  await customer.goto("/batches");
  await customer.getByRole("link", { name: "Nike Collection 2024" }).first().click();
  const dates = customer.getByRole("region", { name: "Every date we showed you" });
  await expect(dates.getByRole("listitem").first()).toContainText(/\d+ \w+.*If ten variants are approved by/);
  await dates.getByText(/earlier dates$/).click();
  await expect(dates.getByRole("listitem").last()).toContainText("first date");
  await expect(dates).toContainText("uote approved for");
  await customer.goto("/quotes");
  await customer.getByRole("link", { name: /Q-/ }).first().click();
  const moves = /If approved by .*: \d+ \w+\. Each working day later moves it by a day\./;
  await expect(customer.getByText(moves).first()).toBeVisible();
  await expect(customer.getByRole("cell", { name: moves }).first()).toBeVisible();
  // The batch's alert says it in the same words.
  const said = (await customer.getByText(moves).first().textContent())?.match(moves)?.[0] ?? "nothing";
  await customer.goto("/alerts?kind=blocked");
  await expect(customer.getByText(said).first()).toBeVisible();
});

test("operations see how many of the dates held, by brand and month and by how far ahead", async ({
  browser,
}) => {
  const ops = await signedIn(browser, "ops");
  await ops.goto("/ops");
  await ops.getByRole("link", { name: "Insights" }).click();
  await expect(ops.getByRole("heading", { name: "Dates kept" })).toBeVisible();
  await expect(ops.getByRole("table", { name: "Dates kept, by brand and month" })).toContainText("Nike");
  await ops.getByRole("link", { name: "Kestrel Titan Ultralight" }).click();
  const dates = ops.getByRole("region", { name: "Every date we showed you" });
  await expect(dates.getByRole("listitem").first()).toContainText("Ready for review");
});
