import type { ReactNode } from "react";
import { SignOut } from "@/app/(portal)/_parts/sign-out";
import { Live } from "@/components/live/live";
import { PauseSwitch } from "@/components/live/pause-switch";
import { Link } from "@/components/ui/link";
import { currentPerson, requireProducer } from "@/lib/auth/current-actor";
import { newsSoFar } from "@/lib/live/hub";
import { OpsFrame } from "./_console/ops-frame";
import { readWaiting } from "./_console/read-waiting";
import { readWork } from "./_console/read-work";
import "./ops.css";

const work = (awaitQuotes: number, openTickets: number, alerts: number) => [
  { href: "/ops", label: "Console" },
  { href: "/ops/batches", label: "Batches" },
  { href: "/ops/quotes", label: "Quotes", count: awaitQuotes },
  { href: "/ops/alerts", label: "Alerts", count: alerts },
  { href: "/ops/tickets", label: "Tickets", count: openTickets },
  { href: "/ops/import", label: "Import" },
  { href: "/ops/operations", label: "Operations" },
  { href: "/ops/insights/promises", label: "Insights" },
];
const ADMIN = [
  { href: "/ops/admin/people", label: "People" },
  { href: "/ops/admin/organisations", label: "Organisations" },
  { href: "/ops/admin/calendar", label: "Calendar" },
  { href: "/ops/admin/policies", label: "Limits" },
  { href: "/ops/admin/mailbox", label: "Mailbox" },
];

/** The producer's shell; for customers nothing under /ops exists. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  const since = newsSoFar();
  const actor = await requireProducer();
  const [person, { counts }, { tickets, alerts, unread }] = await Promise.all([
    currentPerson(),
    readWork(),
    readWaiting(actor, new Date()),
  ]);
  return (
    <Live name={`framewatch ${actor.userId}`} url="/api/live" since={since}>
      <OpsFrame
        nav={work(counts.quote_requested, tickets, alerts)}
        person={person?.name ?? ""}
        unread={unread}
        role={actor.kind === "admin" ? "Administrator" : "Operations"}
        account={
          <>
            <p className="quiet">{person?.email}</p>
            {actor.kind === "admin"
              ? ADMIN.map(({ href, label }) => (
                  <Link key={href} href={href}>
                    {label}
                  </Link>
                ))
              : null}
            <Link href="/ops/cancellations">Cancellations</Link>
            <Link href="/ops/insights/revisions">Revisions</Link>
            <Link href="/ops/insights/approvals">Approval times</Link>
            <Link href="/ops/machine">The machine</Link>
            <Link href="/ops/settings">Settings</Link>
            <PauseSwitch />
            <SignOut />
          </>
        }
      >
        {children}
      </OpsFrame>
    </Live>
  );
}
