import type { Metadata } from "next";
import { AlertHistory } from "@/app/_alerts/alert-history";
import { snoozeChoices } from "@/app/_alerts/mark-words";
import { CauseList } from "@/components/production/alerts";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { ALERT_KINDS, type AlertKind } from "@/lib/alerts/alert";
import type { AlertLogEntry } from "@/lib/alerts/list-alert-log";
import type { DateStyle } from "@/lib/calendar/format";
import { capital, countWord, figure } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../_page/address";
import { reading } from "../_page/read";
import { AlertItem } from "./alert-item";
import { type AlertsView, loadAlerts, SHOWS, type Show } from "./load-alerts";

export const metadata: Metadata = { title: "Alerts" };

const FILTERS = ["all", ...ALERT_KINDS] as const;
type Filter = (typeof FILTERS)[number];
const LABELS: Record<Filter, string> = {
  all: "All",
  blocked: "Blocked",
  error: "Errors",
  delay: "Delays",
  quality: "Quality",
};
const SHOW_LABELS: Record<Show, string> = {
  standing: "Standing",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  history: "History",
};
const NOTES: Record<AlertKind, string> = {
  blocked: "These wait for you. Your time does not count as our delay.",
  error: "Technical issues; we work on them first.",
  delay: "Longer than the time allowed for their state.",
  quality: "Potential issues identified during production.",
};

export default async function AlertsPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const view: AlertsView = {
    kind: oneOf(one(query, "kind"), FILTERS),
    show: oneOf(one(query, "show"), SHOWS),
    batchId: one(query, "batch"),
    productId: one(query, "product"),
    open: one(query, "open"),
  };
  const { loaded, ...given } = await reading(async ({ tx, ...rest }) => ({
    ...rest,
    loaded: await loadAlerts({ tx, ...rest }, view),
  }));
  const { batch, product, alerts, approvals, held, counts, more } = loaded;
  const of = batch ?? product;
  const snoozes = snoozeChoices(given.calendar, given.now);
  return (
    <>
      <PageTitle
        title={of ? `Alerts of ${of.name}` : "Alerts"}
        sub={summary(counts.total, counts.byKind.blocked, counts.snoozed)}
        actions={
          of ? (
            <>
              <LinkButton href={batch ? `/batches/${batch.id}` : `/products/${of.id}`}>
                Go to the {batch ? "batch" : "product"}
              </LinkButton>
              <LinkButton href="/alerts">All alerts</LinkButton>
            </>
          ) : null
        }
      />
      <Tabs
        label="Which alerts"
        className="above-sections"
        tabs={showTabs(view, {
          standing: counts.total,
          acknowledged: loaded.acknowledged,
          snoozed: counts.snoozed,
        })}
      />
      {view.show === "history" ? (
        <Logged entries={loaded.log} style={given.style} />
      ) : (
        <>
          <Tabs label="Kinds of alerts" className="above-sections" tabs={kindTabs(view, loaded.byKind)} />
          {alerts.length === 0 ? <Nothing view={view} /> : null}
          {ALERT_KINDS.map((kind) => {
            const ofKind = alerts.filter((alert) => alert.kind === kind);
            return ofKind.length === 0 ? null : (
              <Section key={kind} title={LABELS[kind]} note={NOTES[kind]}>
                <CauseList>
                  {ofKind.map((alert) => (
                    <AlertItem
                      key={alert.key}
                      alert={alert}
                      href={hrefOf(view, { open: alert.key === view.open ? undefined : alert.key })}
                      held={alert.key === view.open ? held : null}
                      approvals={approvals}
                      snoozes={snoozes}
                      given={given}
                    />
                  ))}
                </CauseList>
              </Section>
            );
          })}
          {more > 0 ? (
            <p className="small quiet">And {figure(more)} more; choose a kind or a batch to see them.</p>
          ) : null}
        </>
      )}
    </>
  );
}

function hrefOf(view: AlertsView, change: Partial<AlertsView>): string {
  const { kind, show, batchId, productId, open } = { ...view, open: undefined, ...change };
  return address("/alerts", {
    show: show === "standing" ? null : show,
    kind: kind === "all" ? null : kind,
    batch: batchId,
    product: productId,
    open,
  });
}

function showTabs(view: AlertsView, counts: Partial<Record<Show, number>>): Tab[] {
  return SHOWS.map((show) => ({
    href: hrefOf(view, { show, kind: show === "history" ? "all" : view.kind }),
    label: SHOW_LABELS[show],
    ...(counts[show] === undefined ? {} : { count: counts[show] }),
    current: show === view.show,
  }));
}

function kindTabs(view: AlertsView, byKind: Map<AlertKind, number>): Tab[] {
  const all = [...byKind.values()].reduce((sum, n) => sum + n, 0);
  return FILTERS.map((kind) => ({
    href: hrefOf(view, { kind }),
    label: LABELS[kind],
    count: kind === "all" ? all : (byKind.get(kind) ?? 0),
    current: kind === view.kind,
  }));
}

/** "Eight alerts; four of them wait for you. Two are snoozed." */
function summary(total: number, blocked: number, snoozed: number): string {
  const put = snoozed > 0 ? ` ${capital(countWord(snoozed))} ${snoozed === 1 ? "is" : "are"} snoozed.` : "";
  if (total === 0) return `Nothing is late, stopped or waiting for you.${put}`;
  const alerts = capital(`${countWord(total)} ${total === 1 ? "alert" : "alerts"}`);
  if (blocked === 0) return `${alerts}; none of them waits for you.${put}`;
  if (blocked === total) return `${alerts}; ${total === 1 ? "it waits" : "all of them wait"} for you.${put}`;
  return `${alerts}; ${countWord(blocked)} of them ${blocked === 1 ? "waits" : "wait"} for you.${put}`;
}

function Logged({ entries, style }: { entries: AlertLogEntry[]; style: DateStyle }) {
  return (
    <Section title="History" note="What became of alerts. It stays when they have gone.">
      {entries.length === 0 ? (
        <EmptyState title="Nothing was noted yet.">
          When an alert appears, is acknowledged, snoozed or resolved, it is kept here.
        </EmptyState>
      ) : (
        <AlertHistory entries={entries} style={style} />
      )}
    </Section>
  );
}

function Nothing({ view: { kind, show } }: { view: AlertsView }) {
  const plain = kind === "all" && show === "standing";
  return (
    <Section title={show === "standing" ? LABELS[kind] : SHOW_LABELS[show]}>
      <EmptyState
        title={plain ? "There are no alerts." : "There are no alerts in this view."}
        actions={plain ? null : <LinkButton href="/alerts">Show all alerts</LinkButton>}
      >
        Delays, errors, quality flags and whatever waits for your decision will be here, one entry for each
        cause. They go away by themselves when the cause does.
      </EmptyState>
    </Section>
  );
}
