import type { Metadata } from "next";
import { Settings } from "@/app/_account/settings";
import { PageTitle } from "@/components/shell/page-title";
import { LinkButton } from "@/components/ui/button";
import { listApiTokens } from "@/lib/auth/api-tokens";
import { currentPerson, requireProducer } from "@/lib/auth/current-actor";
import { env } from "@/lib/env";
import { readSettings } from "@/lib/people/read-settings";
import { ROLE_LABELS } from "@/lib/people/role-labels";
import { ApiTokens } from "./api-tokens";

export const metadata: Metadata = { title: "Settings" };

export default async function OpsSettingsPage() {
  const actor = await requireProducer();
  const now = new Date();
  const [person, { sessions, zone }, tokens] = await Promise.all([
    currentPerson(),
    readSettings(actor, now),
    listApiTokens(actor),
  ]);
  return (
    <>
      <PageTitle
        title="Settings"
        sub={ROLE_LABELS[actor.kind]}
        actions={<LinkButton href="/ops/settings/notifications">Notifications</LinkButton>}
      />
      {person ? <Settings person={person} sessions={sessions} zone={zone} now={now} /> : null}
      <ApiTokens tokens={tokens} address={env().FRAMEWATCH_URL} zone={zone} now={now} />
    </>
  );
}
