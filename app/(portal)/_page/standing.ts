import { cache } from "react";
import { causesOf } from "@/lib/alerts/causes";
import { countsOfCauses } from "@/lib/alerts/count-alerts";
import { countBatches } from "@/lib/batches/list-batches";
import { totalCounts } from "@/lib/batches/place-counts";
import { countUnread } from "@/lib/notifications/list-notifications";
import { countOrders } from "@/lib/orders/list-orders";
import { countTickets } from "@/lib/support/list-tickets";
import { readingShared } from "./read";

/**
 * How the organisation stands as a whole: read once for a request, by the shell and whatever page needs it too. It is a
 * transaction of its own: never wait for it inside another one, since both would then hold a connection.
 */
export const standing = cache(() =>
  readingShared("standing", async ({ tx, actor, organisationId, rules, now }) => {
    const [batches, counts, orders, causes, tickets, unread] = await Promise.all([
      countBatches(tx, organisationId),
      totalCounts(tx, organisationId),
      countOrders(tx, organisationId),
      causesOf(tx, organisationId, { now, rules, side: "customer" }),
      countTickets(tx, { organisationId }),
      countUnread(tx, actor),
    ]);
    return {
      batches,
      counts,
      orders,
      causes,
      alerts: countsOfCauses(causes),
      tickets,
      unread,
      zone: rules.calendar.zone,
      now,
    };
  }),
);

export type Standing = Awaited<ReturnType<typeof standing>>;
