import type { Metadata } from "next";
import { Settings } from "@/app/_account/settings";
import { PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";
import { currentPerson, requireCustomer } from "@/lib/auth/current-actor";
import { readSettings } from "@/lib/people/read-settings";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requireCustomer();
  const now = new Date();
  const [person, { sessions, zone }] = await Promise.all([currentPerson(), readSettings(actor, now)]);
  return (
    <>
      <PageTitle
        title="Settings"
        sub={person?.organisation?.name}
        actions={
          <>
            <LinkButton href="/settings/notifications">Notifications</LinkButton>
            {actor.role === "customer_admin" ? <LinkButton href="/settings/people">People</LinkButton> : null}
          </>
        }
      />
      {person ? <Settings person={person} sessions={sessions} zone={zone} now={now} /> : null}
    </>
  );
}
