import { expect, test } from "@/app/_e2e/test";
import { signedIn } from "./_e2e/people";

// Alert → contact support with what it is about → ops keep an internal note and answer → the customer reads the answer
// alone, says thank you, and it is solved.
test("a ticket carries its alert's batch and order, and the customer never sees the internal note", async ({
  browser,
}) => {
  const customer = await signedIn(browser, "customer_member");
  await customer.goto("/alerts?kind=delay");
  const alert = customer
    .getByRole("listitem")
    .filter({ hasText: "over the time allowed for Working 3D Assets" });
  await alert.getByRole("link", { name: "Contact support" }).click();
  await expect(customer.getByRole("heading", { name: "Write to support" })).toBeVisible();
  const batch = "Summer Sun 2025";
  const about = customer.getByRole("region", { name: "What it is about" });
  await expect(about.getByRole("link", { name: batch, exact: true })).toBeVisible();
  const order = await about.getByRole("link", { name: /^ORD-/ }).textContent();
  const subject = await customer.getByLabel("Subject").inputValue();
  expect(subject).toContain(batch);
  expect(subject).toContain(order ?? "none");
  await customer.getByLabel("Your message").fill("When do these leave?\n<b>Not bold</b>");
  await customer.getByRole("button", { name: "Send" }).click();
  await expect(customer).toHaveURL(/\/support\/[0-9a-f-]{36}$/);
  const conversation = customer.getByRole("region", { name: "Conversation" });
  await expect(conversation).toContainText("<b>Not bold</b>");
  await expect(customer).toHaveTitle(/T-\d+/);
  const number = (await customer.title()).match(/T-\d+/)?.[0] ?? "";

  const ops = await signedIn(browser, "ops");
  await ops.goto("/ops/tickets");
  await ops.getByRole("link", { name: number }).click();
  await expect(ops.getByRole("region", { name: "What it is about" })).toContainText(order ?? "none");
  await ops.getByLabel("What this is").selectOption({ label: "Internal note: the customer never sees it" });
  await ops.getByLabel("Internal note").fill("The supplier of the hinge is late again.");
  await ops.getByRole("button", { name: "Keep the note" }).click();
  await expect(ops.getByRole("region", { name: "Conversation" }).getByRole("listitem").last()).toContainText(
    "The supplier of the hinge is late again.",
  );
  await ops.getByLabel("What this is").selectOption({ label: "Answer, and wait for the customer" });
  await ops.getByLabel("Your answer").fill("They leave on Friday.");
  await ops.getByRole("button", { name: "Send the answer" }).click();
  await expect(ops.getByText("Waiting for the customer.")).toBeVisible();

  await customer.reload();
  await expect(conversation).toContainText("They leave on Friday.");
  expect(await customer.content()).not.toContain("supplier of the hinge");
  await customer.goto("/support?show=waiting");
  await customer.getByRole("link", { name: number }).click();
  await customer.getByRole("button", { name: "Mark it solved" }).click();
  await expect(customer.getByText(/^Solved\. T-/)).toBeVisible();
  await customer.getByLabel("Your answer").fill("One more thing.");
  await customer.getByRole("button", { name: "Answer, and open it again" }).click();
  await expect(customer.getByText(/^Open\. T-/)).toBeVisible();
  await customer.context().close();
  await ops.context().close();
});

test("feedback on a finished batch says that the dates did not match, and ops find it among feedback", async ({
  browser,
}) => {
  const customer = await signedIn(browser, "customer_member");
  await customer.goto("/batches?show=finished");
  await customer.getByRole("link", { name: "Kestrel Titan Ultralight" }).first().click();
  await customer.getByRole("link", { name: "Give feedback" }).click();
  await expect(customer.getByRole("heading", { name: "Feedback on Kestrel Titan Ultralight" })).toBeVisible();
  const fields = customer.locator("form").filter({ has: customer.getByLabel("Your feedback") });
  await fields.getByLabel("What it is about").selectOption({ label: "The dates did not match" });
  await fields
    .getByLabel("Your feedback")
    .fill("Two days before the first date, which we had told the shops.");
  await fields.getByRole("button", { name: "Send" }).click();
  await expect(customer).toHaveURL(/\/support\/[0-9a-f-]{36}$/);
  await expect(customer).toHaveTitle(/T-\d+/);
  const number = (await customer.title()).match(/T-\d+/)?.[0] ?? "none";

  const ops = await signedIn(browser, "ops");
  await ops.goto("/ops/tickets");
  await ops.getByRole("link", { name: "Feedback only" }).click();
  const line = ops.getByRole("row").filter({ hasText: number });
  await expect(line).toContainText("The dates did not match: Feedback: Kestrel Titan Ultralight");
  await line.getByRole("link", { name: number }).click();
  await expect(ops.getByRole("region", { name: "Conversation" })).toContainText("told the shops");
  await expect(ops.getByRole("region", { name: "What it is about" })).toContainText(
    "Kestrel Titan Ultralight",
  );
});
