import type { NotificationData } from "@/db/schema/notifications";
import type { CustomerRole } from "@/db/schema/people";
import { META } from "@/lib/lifecycle/meta";
import type { Place } from "@/lib/lifecycle/states";
import { decisionRight } from "@/lib/quotes/decision-right";
import type { Kind } from "./kinds";

/** Something people are told of: one cause in one batch, for as many variants as it holds. */
export interface Happening {
  kind: Kind;
  /** Told once for each person: stable however often the news is read. */
  cause: string;
  batchId: string | null;
  count: number;
  at: Date;
  data: NotificationData;
  path: { customer: string; producer: string };
  /** Who did it; nobody is told what they did themselves. */
  by: string | null;
  /** Only these people, whatever they do. */
  userIds?: readonly string[];
  /** Of a quote: who may not decide the sum is not asked to. Minor units. */
  sum?: { total: number; currency: string };
  /** Of the producer's people, those of its department. */
  place?: Place;
}

/** Somebody who can be told, as far as it decides whether they are. */
export interface Listener {
  userId: string;
  /** Null for the producer's people. */
  member: { role: CustomerRole; approvalLimit: number | null; approvalCurrency: string | null } | null;
  department: string | null;
}

/** Whether a happening concerns somebody, before their own choices are asked. */
export function concerns(happening: Happening, { userId, member, department }: Listener): boolean {
  const { by, userIds, sum, place } = happening;
  if (userIds) return userIds.includes(userId);
  if (by === userId) return false;
  if (member) return !sum || decisionRight(member, sum.currency, sum.total).may;
  return !place || department === null || department === META[place].department;
}
