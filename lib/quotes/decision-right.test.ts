import { expect, test } from "vitest";
import { decisionRight } from "./decision-right";

const limit = { approvalLimit: 500_00, approvalCurrency: "EUR" };
const none = { approvalLimit: null, approvalCurrency: null };

test("an admin decides any sum, others up to their limit in its currency", () => {
  expect(decisionRight({ role: "customer_admin", ...none }, "USD", 1e9)).toEqual({ may: true });
  const member = { role: "customer_member", ...limit } as const;
  expect(decisionRight(member, "EUR", 500_00)).toEqual({ may: true });
  expect(decisionRight(member, "EUR", 500_01)).toEqual({ may: false, why: "over_limit" });
  expect(decisionRight(member, "USD", 1)).toEqual({ may: false, why: "currency" });
  expect(decisionRight({ role: "customer_validator", ...none }, "EUR", 1)).toEqual({
    may: false,
    why: "no_limit",
  });
});
