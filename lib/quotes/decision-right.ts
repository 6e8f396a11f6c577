import type { CustomerActor } from "@/lib/access/actor";
import { conditionOf, mayEver } from "@/lib/access/permissions";

/** Whether a person may decide lines of this sum, and why not. */
export type DecisionRight =
  | { may: true }
  | { may: false; why: "role" | "no_limit" | "currency" | "over_limit" };

/**
 * Who may accept or reject quote lines that sum to `total` minor units: customer admins any sum, others within their
 * approval limit. For screens; the command decides again. Source: domain.md, `acceptQuote`.
 */
export function decisionRight(
  actor: Pick<CustomerActor, "role" | "approvalLimit" | "approvalCurrency">,
  currency: string,
  total: number,
): DecisionRight {
  if (!mayEver(actor.role, "acceptQuote")) return { may: false, why: "role" };
  if (conditionOf(actor.role, "acceptQuote") === null) return { may: true };
  if (actor.approvalLimit === null) return { may: false, why: "no_limit" };
  if (actor.approvalCurrency !== currency) return { may: false, why: "currency" };
  return total <= actor.approvalLimit ? { may: true } : { may: false, why: "over_limit" };
}
