import { type ReactNode, Suspense } from "react";
import { countAlerts } from "@/lib/alerts/count-alerts";
import { currentPerson } from "@/lib/auth/current-actor";
import { countBatches } from "@/lib/batches/list-batches";
import { totalCounts } from "@/lib/batches/place-counts";
import { countOrders } from "@/lib/orders/list-orders";
import { reading } from "./_page/read";
import { Account } from "./_parts/account";
import { PortalBar } from "./_parts/portal-bar";
import { PortalFooter } from "./_parts/portal-footer";
import "./portal.css";

/** The customer's shell: places with what waits in them, who is signed in, and how figures are counted. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { nav, zone, readAt } = await reading(async ({ tx, organisationId, rules, now }) => {
    const [batches, counts, orders, alerts] = await Promise.all([
      countBatches(tx, organisationId),
      totalCounts(tx, organisationId),
      countOrders(tx, organisationId),
      countAlerts(tx, organisationId, { now, rules }),
    ]);
    const nav = [
      { href: "/", label: "Overview" },
      { href: "/batches", label: "Batches", count: batches.all },
      { href: "/validation", label: "Frame Validation", count: counts.completed },
      { href: "/orders", label: "Orders", count: orders.all },
      { href: "/quotes", label: "Quotes" },
      { href: "/alerts", label: "Alerts", count: alerts.total },
    ];
    return { nav, zone: rules.calendar.zone, readAt: now.toISOString() };
  });
  const person = await currentPerson();
  return (
    <>
      <PortalBar
        nav={nav}
        person={person?.name ?? ""}
        organisation={person?.organisation?.name ?? ""}
        account={person ? <Account person={person} /> : null}
      />
      <main id="main" className="page">
        {children}
      </main>
      <Suspense>
        <PortalFooter zone={zone} readAt={readAt} />
      </Suspense>
    </>
  );
}
