import type { Metadata } from "next";
import { AlertHistory } from "@/app/_alerts/alert-history";
import { snoozeChoices } from "@/app/_alerts/mark-words";
import { address, one, oneOf, type Query } from "@/app/(portal)/_page/address";
import { CauseList } from "@/components/production/alerts";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import type { AlertKind } from "@/lib/alerts/alert";
import { requireProducer } from "@/lib/auth/current-actor";
import { listCustomers } from "@/lib/orders/list-customers";
import { listStaff } from "@/lib/variants/assign";
import { figure } from "@/lib/words/counts";
import { opsReading } from "../_record/read";
import { KIND_ORDER, loadOpsAlerts, type OpsAlertsView, SHOWS, WHOSE } from "./load-alerts";
import { OpsAlertItem } from "./ops-alert-item";

export const metadata: Metadata = { title: "Alerts" };

const KINDS = ["all", ...KIND_ORDER] as const;
const KIND_LABELS: Record<AlertKind | "all", string> = {
  all: "All",
  error: "Errors",
  delay: "Delays",
  quality: "Quality",
  blocked: "Blocked by customers",
};
const NOTES: Record<AlertKind, string> = {
  error: "Stopped until somebody retries them.",
  delay: "Late or at risk on our turn.",
  quality: "Open flags; blocking ones stop validation.",
  blocked: "On the customer's turn: no delay of ours, but it moves the date.",
};
const SHOW_LABELS = {
  standing: "Standing",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  history: "History",
};
const WHOSE_LABELS = { anybody: "Anybody's", me: "Mine", nobody: "Nobody's" };

export default async function OpsAlertsPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const view: OpsAlertsView = {
    kind: oneOf(one(query, "kind"), KINDS),
    show: oneOf(one(query, "show"), SHOWS),
    whose: oneOf(one(query, "whose"), WHOSE),
    organisationId: one(query, "organisation"),
  };
  const organisations = await listCustomers(await requireProducer());
  const { loaded, given } = await opsReading(async ({ tx, ...given }) => ({
    given,
    loaded: await loadOpsAlerts({ tx, ...given }, view, organisations),
  }));
  const { only, alerts, byKind, byShow, more, log } = loaded;
  const staff = (await listStaff(given.actor)).map(({ id, name }) => ({ value: id, label: name }));
  const snoozes = snoozeChoices(given.calendar, given.now);
  const all = Object.values(byKind).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <PageTitle
        title={only ? `Alerts of ${only.name}` : "Alerts"}
        sub="By cause, across organisations. What customers acknowledge or put off is theirs; this is ours."
        actions={only ? <LinkButton href="/ops/alerts">All organisations</LinkButton> : null}
      />
      <Tabs
        label="Which alerts"
        className="above-sections"
        tabs={SHOWS.map((show) => ({
          href: hrefOf(view, { show }),
          label: SHOW_LABELS[show],
          ...(show === "history" ? {} : { count: byShow[show] }),
          current: show === view.show,
        }))}
      />
      {view.show === "history" ? (
        <Section title="History" note="What became of alerts. It stays when they have gone.">
          {log.length === 0 ? (
            <EmptyState title="Nothing was noted yet." />
          ) : (
            <AlertHistory entries={log} style={given.style} organisations />
          )}
        </Section>
      ) : (
        <>
          <Tabs
            label="Kinds of alerts"
            className="above-sections"
            tabs={KINDS.map((kind) => ({
              href: hrefOf(view, { kind }),
              label: KIND_LABELS[kind],
              count: kind === "all" ? all : byKind[kind],
              current: kind === view.kind,
            }))}
          />
          <Tabs
            label="Whose alerts"
            className="above-sections"
            tabs={[
              ...WHOSE.map((whose) => ({
                href: hrefOf(view, { whose }),
                label: WHOSE_LABELS[whose],
                current: whose === view.whose,
              })),
              ...(only
                ? []
                : organisations.map(({ id, name }) => ({
                    href: hrefOf(view, { organisationId: id }),
                    label: name,
                  }))),
            ]}
          />
          {alerts.length === 0 ? (
            <Section title={KIND_LABELS[view.kind]}>
              <EmptyState
                title="There are no alerts in this view."
                actions={<LinkButton href="/ops/alerts">Show all alerts</LinkButton>}
              >
                Delays, errors, quality flags and what customers hold up will be here, one entry for each
                cause.
              </EmptyState>
            </Section>
          ) : null}
          {KIND_ORDER.map((kind) => {
            const ofKind = alerts.filter(({ alert }) => alert.kind === kind);
            return ofKind.length === 0 ? null : (
              <Section key={kind} title={KIND_LABELS[kind]} note={NOTES[kind]}>
                <CauseList>
                  {ofKind.map((item) => (
                    <OpsAlertItem
                      key={`${item.organisation.id} ${item.alert.key}`}
                      {...{ item, staff, snoozes, given }}
                    />
                  ))}
                </CauseList>
              </Section>
            );
          })}
          {more > 0 ? (
            <p className="small quiet">And {figure(more)} more; choose a kind or an organisation.</p>
          ) : null}
        </>
      )}
    </>
  );
}

function hrefOf(view: OpsAlertsView, change: Partial<OpsAlertsView>): string {
  const { kind, show, whose, organisationId } = { ...view, ...change };
  return address("/ops/alerts", {
    show: show === "standing" ? null : show,
    kind: kind === "all" ? null : kind,
    whose: whose === "anybody" ? null : whose,
    organisation: organisationId,
  });
}
