import type { ReactNode } from "react";
import { SignOut } from "@/app/(portal)/_parts/sign-out";
import { Link } from "@/components/ui/link";
import { currentPerson, requireProducer } from "@/lib/auth/current-actor";
import { OpsFrame } from "./_console/ops-frame";
import "./ops.css";

const WORK = [
  { href: "/ops", label: "Console" },
  { href: "/ops/batches", label: "Batches" },
  { href: "/ops/quotes", label: "Quotes" },
  { href: "/ops/import", label: "Import" },
  { href: "/ops/operations", label: "Operations" },
  { href: "/ops/machine", label: "Machine" },
];
const ADMIN = [
  { href: "/ops/admin/people", label: "People" },
  { href: "/ops/admin/organisations", label: "Organisations" },
  { href: "/ops/admin/mailbox", label: "Mailbox" },
];

/** The producer's shell; for customers nothing under /ops exists. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  const actor = await requireProducer();
  const person = await currentPerson();
  return (
    <OpsFrame
      nav={actor.kind === "admin" ? [...WORK, ...ADMIN] : WORK}
      person={person?.name ?? ""}
      role={actor.kind === "admin" ? "Administrator" : "Operations"}
      account={
        <>
          <p className="quiet">{person?.email}</p>
          <Link href="/ops/settings">Settings</Link>
          <SignOut />
        </>
      }
    >
      {children}
    </OpsFrame>
  );
}
