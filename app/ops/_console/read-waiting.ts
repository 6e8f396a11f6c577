import { asActor, type ProducerActor } from "@/lib/access/actor";
import { countAlerts } from "@/lib/alerts/count-alerts";
import { countUnread } from "@/lib/notifications/list-notifications";
import { countTickets } from "@/lib/support/list-tickets";
import { rulesInForce } from "@/lib/variants/rules";

/** What waits for the producer besides the work itself: tickets to answer, alerts that nobody put off, news unread. */
export function readWaiting(
  actor: ProducerActor,
  now: Date,
): Promise<{ tickets: number; alerts: number; unread: number }> {
  return asActor(
    actor,
    async (tx) => {
      const rules = await rulesInForce(tx);
      const [tickets, alerts, unread] = await Promise.all([
        countTickets(tx),
        countAlerts(tx, null, { now, rules, side: "producer" }),
        countUnread(tx, actor),
      ]);
      return { tickets: tickets.open, alerts: alerts.total, unread };
    },
    { readOnly: true },
  );
}
