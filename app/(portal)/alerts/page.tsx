import type { Metadata } from "next";
import { Cause, CauseList } from "@/components/production/alerts";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { isId } from "@/lib/access/ids";
import { ALERT_KINDS, type Alert, type AlertKind } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { causesOf, type Cause as Found } from "@/lib/alerts/causes";
import { countsOfCauses } from "@/lib/alerts/count-alerts";
import { alertWords } from "@/lib/alerts/words";
import { findBatch } from "@/lib/batches/find-batch";
import { formatSince } from "@/lib/calendar/format";
import { capital, countWord, figure } from "@/lib/words/counts";
import { address, one, oneOf, type Query } from "../_page/address";
import { type Reading, reading } from "../_page/read";
import { AlertActions } from "../_parts/alert-actions";

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
const NOTES: Record<AlertKind, string> = {
  blocked: "These wait for you. Your time does not count as our delay.",
  error: "Technical issues; we work on them first.",
  delay: "Longer than the time allowed for their state.",
  quality: "Potential issues identified during production.",
};
/** Alerts whose details are read for one page. */
const SHOWN = 100;

export default async function AlertsPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const filter = oneOf(one(query, "kind"), FILTERS);
  const batchId = one(query, "batch");
  const { batch, alerts, counts, more, ...given } = await reading(async ({ tx, ...rest }) => ({
    ...rest,
    ...(await load({ tx, ...rest }, filter, batchId)),
  }));
  const hrefOf = (kind: Filter) =>
    address("/alerts", { kind: kind === "all" ? null : kind, batch: batch?.id });
  return (
    <>
      <PageTitle
        title={batch ? `Alerts of ${batch.name}` : "Alerts"}
        sub={summary(counts.total, counts.byKind.blocked)}
        actions={
          batch ? (
            <>
              <LinkButton href={`/batches/${batch.id}`}>Go to the batch</LinkButton>
              <LinkButton href="/alerts">Alerts of all batches</LinkButton>
            </>
          ) : null
        }
      />
      <Tabs
        label="Kinds of alerts"
        className="above-sections"
        tabs={FILTERS.map((kind) => ({
          href: hrefOf(kind),
          label: LABELS[kind],
          count: kind === "all" ? counts.total : counts.byKind[kind],
          current: kind === filter,
        }))}
      />
      {alerts.length === 0 ? <Nothing filter={filter} /> : null}
      {ALERT_KINDS.map((kind) => {
        const ofKind = alerts.filter((alert) => alert.kind === kind);
        return ofKind.length === 0 ? null : (
          <Section key={kind} title={LABELS[kind]} note={NOTES[kind]}>
            <CauseList>
              {ofKind.map((alert) => (
                <AlertItem key={alert.key} alert={alert} given={given} />
              ))}
            </CauseList>
          </Section>
        );
      })}
      {more > 0 ? (
        <p className="small quiet">And {figure(more)} more; choose a kind or a batch to see them.</p>
      ) : null}
    </>
  );
}

async function load(
  { tx, organisationId, now, rules }: Reading,
  filter: Filter,
  batchId: string | undefined,
) {
  const known = batchId && isId(batchId) ? await findBatch(tx, organisationId, batchId) : null;
  const within = known ? { batchId: known.id } : {};
  const causes = await causesOf(tx, organisationId, { now, rules, ...within });
  const wanted = causes.filter(({ kind }) => filter === "all" || kind === filter);
  const alerts = await alertsOf(tx, organisationId, {
    now,
    rules,
    ...within,
    causes: wanted.slice(0, SHOWN),
  });
  return { batch: known, alerts, counts: countsOfCauses(causes), more: moreThan(wanted) };
}

function moreThan(causes: Found[]): number {
  return Math.max(0, causes.length - SHOWN);
}

/** "Eight alerts; four of them wait for you." */
function summary(total: number, blocked: number): string {
  if (total === 0) return "Nothing is late, stopped or waiting for you.";
  const alerts = capital(`${countWord(total)} ${total === 1 ? "alert" : "alerts"}`);
  if (blocked === 0) return `${alerts}; none of them waits for you.`;
  if (blocked === total) return `${alerts}; ${total === 1 ? "it waits" : "all of them wait"} for you.`;
  return `${alerts}; ${countWord(blocked)} of them ${blocked === 1 ? "waits" : "wait"} for you.`;
}

function AlertItem({ alert, given }: { alert: Alert; given: Omit<Reading, "tx"> }) {
  const words = alertWords(alert, { ...given, details: true });
  return (
    <Cause
      kind={alert.kind}
      title={words.sentence}
      actions={<AlertActions alert={alert} actor={given.actor} full />}
    >
      {words.detail} {alert.kind === "blocked" ? null : words.advice}
      <br />
      {capital(formatSince(alert.since, given.style))}; holds{" "}
      {alert.batches.map((batch, index) => (
        <span key={batch.id}>
          {index > 0 ? " and " : null}
          {figure(batch.count)} {batch.count === 1 ? "variant" : "variants"} of{" "}
          <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
        </span>
      ))}
      .
    </Cause>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  return (
    <Section title={LABELS[filter]}>
      <EmptyState
        title={filter === "all" ? "There are no alerts." : "There are no alerts of this kind."}
        actions={filter === "all" ? null : <LinkButton href="/alerts">Show all alerts</LinkButton>}
      >
        Delays, errors, quality flags and whatever waits for your decision will be here, one entry for each
        cause. They go away by themselves when the cause does.
      </EmptyState>
    </Section>
  );
}
