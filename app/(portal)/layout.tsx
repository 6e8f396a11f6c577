import { type ReactNode, Suspense } from "react";
import { Live } from "@/components/live/live";
import { can } from "@/lib/access/permissions";
import { currentPerson } from "@/lib/auth/current-actor";
import { newsSoFar } from "@/lib/live/hub";
import { standing } from "./_page/standing";
import { Account } from "./_parts/account";
import { PortalBar } from "./_parts/portal-bar";
import { PortalFooter } from "./_parts/portal-footer";
import "./portal.css";

/** The customer's shell: places with what waits in them, who is signed in, and how figures are counted. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const since = newsSoFar();
  const { batches, counts, orders, alerts, tickets, unread, zone, now } = await standing();
  const nav = [
    { href: "/", label: "Overview" },
    { href: "/batches", label: "Batches", count: batches.all },
    { href: "/validation", label: "Frame Validation", count: counts.completed },
    { href: "/catalogues", label: "Catalogues" },
    { href: "/orders", label: "Orders", count: orders.all },
    { href: "/quotes", label: "Quotes" },
    { href: "/alerts", label: "Alerts", count: alerts.total },
    { href: "/support", label: "Support", ...(tickets.waiting > 0 ? { count: tickets.waiting } : {}) },
    { href: "/review/daily", label: "Check-in", within: "/review" },
  ];
  const person = await currentPerson();
  const mayOrder = person !== null && can(person.role, "placeOrder");
  return (
    <Live
      name={`framewatch ${person?.userId ?? ""} ${person?.organisation?.id ?? ""}`}
      url="/api/live"
      since={since}
    >
      <PortalBar
        nav={nav}
        person={person?.name ?? ""}
        organisation={person?.organisation?.name ?? ""}
        unread={unread}
        account={person ? <Account person={person} /> : null}
        actions={[
          ...(mayOrder ? [{ href: "/orders/new", name: "Order frames" }] : []),
          { href: "/variants", name: "All variants" },
          { href: "/notifications", name: "Notifications" },
          { href: "/reports", name: "Reports" },
          { href: "/settings/links", name: "Share links" },
          { href: "/settings", name: "Settings" },
        ]}
      />
      <main id="main" className="page">
        {children}
      </main>
      <Suspense>
        <PortalFooter zone={zone} readAt={now.toISOString()} />
      </Suspense>
    </Live>
  );
}
