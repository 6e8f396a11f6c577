import { describe, expect, it } from "vitest";
import { CAPABILITIES, can, mayCorrectOrder, ROLES } from "./permissions";

/** Typed from domain.md, "People", "Things" and "Transitions": one column a role, in the order of `HEAD`. */
const HEAD = "customer_admin customer_member customer_validator ops admin stakeholder system";
const TABLE = `
placeOrder          yes yes -   yes yes - -
correctOrder        yes yes -   yes yes - -
importOrder         yes yes -   yes yes - -
downloadReport      yes yes yes yes yes - -
share               yes yes -   -   -   - -
publish             yes -   -   -   -   - -
manageUsers         yes -   -   -   yes - -
attachFiles         yes yes -   yes yes - -
comment             yes yes -   yes yes - -
openTicket          yes yes -   yes yes - -
acknowledgeAlert    yes yes -   yes yes - -
requestCancellation yes -   -   -   -   - -
assign              -   -   -   yes yes - -
manageBatches       -   -   -   yes yes - -
manageQuotes        -   -   -   yes yes - -
manageModels        -   -   -   yes yes - -
makeApiTokens       -   -   -   yes yes - -
seeInternalNotes    -   -   -   yes yes - -
seePrices           yes yes yes yes yes - -
seePersonNames      yes yes yes yes yes - -
editPolicy          -   -   -   -   yes - -
editCalendar        -   -   -   -   yes - -
readMailbox         -   -   -   -   yes - -
correct             -   -   -   -   yes - -
`;

describe("who may do what", () => {
  it("is what domain.md says, for every capability and role", () => {
    const typed = TABLE.trim()
      .split("\n")
      .map((line) => line.replace(/\s+/g, " "));
    const ours = CAPABILITIES.map(
      (c) => `${c} ${ROLES.map((role) => (can(role, c) ? "yes" : "-")).join(" ")}`,
    );
    expect(ROLES.join(" ")).toBe(HEAD);
    expect(ours).toEqual(typed);
  });

  it("lets customers correct an order until analysis is complete, and ops afterwards", () => {
    expect(mayCorrectOrder("customer_member", "pending_analysis")).toBe(true);
    expect(mayCorrectOrder("customer_member", "analysis_complete")).toBe(false);
    expect(mayCorrectOrder("customer_validator", "pending_analysis")).toBe(false);
    expect(mayCorrectOrder("ops", "working_3d_assets")).toBe(true);
  });
});
