import type { Choice } from "@/components/ui/inputs";
import { DEPARTMENT_LABELS, DEPARTMENTS } from "@/lib/lifecycle/states";
import { ROLE_LABELS, ROLE_MAY } from "@/lib/people/role-labels";

const choice = (role: keyof typeof ROLE_LABELS): Choice => ({
  value: role,
  label: `${ROLE_LABELS[role]}: ${ROLE_MAY[role]}`,
});

export const CUSTOMER_ROLES: readonly Choice[] = [
  choice("customer_admin"),
  choice("customer_member"),
  choice("customer_validator"),
];

export const PRODUCER_ROLES: readonly Choice[] = [choice("ops"), choice("admin")];

/** Where the producer's people can work; the customer's turn is nobody's department. */
export const DEPARTMENT_CHOICES: readonly Choice[] = DEPARTMENTS.filter((id) => id !== "customer").map(
  (id) => ({
    value: id,
    label: DEPARTMENT_LABELS[id],
  }),
);
