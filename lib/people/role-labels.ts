import type { CustomerRole, ProducerRole } from "@/db/schema/people";

type PersonRole = CustomerRole | ProducerRole;

/** A person's role as screens name it. */
export const ROLE_LABELS: Readonly<Record<PersonRole, string>> = {
  customer_admin: "Admin",
  customer_member: "Team member",
  customer_validator: "Reviewer",
  ops: "Production staff",
  admin: "Administrator",
};

/** What a role may do, in a few words. Source: domain.md, "People". */
export const ROLE_MAY: Readonly<Record<PersonRole, string>> = {
  customer_admin: "decides quotes, validates, shares",
  customer_member: "orders, comments, downloads reports",
  customer_validator: "validates and requests revisions",
  ops: "moves production, all organisations",
  admin: "people, organisations, calendar, state policies",
};
