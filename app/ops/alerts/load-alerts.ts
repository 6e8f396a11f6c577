import { isId } from "@/lib/access/ids";
import type { Alert, AlertKind } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { type Cause, causesOf, keyOf } from "@/lib/alerts/causes";
import { isAwake } from "@/lib/alerts/count-alerts";
import { listAlertLog } from "@/lib/alerts/list-alert-log";
import type { OpsReading } from "../_record/read";

export const SHOWS = ["standing", "acknowledged", "snoozed", "history"] as const;
export type Show = (typeof SHOWS)[number];
export const WHOSE = ["anybody", "me", "nobody"] as const;
/** Ours first, then what the customers hold up. */
export const KIND_ORDER = ["error", "delay", "quality", "blocked"] as const;

export interface OpsAlertsView {
  kind: AlertKind | "all";
  show: Show;
  whose: (typeof WHOSE)[number];
  organisationId: string | undefined;
}

export interface Organisation {
  id: string;
  name: string;
}

/** An alert with whose it is. */
export interface OpsAlert {
  alert: Alert;
  organisation: Organisation;
}

/** Alerts whose details are read for one page. */
const SHOWN = 50;
const LOGGED = 200;

/** The producer's side of all alerts, or of one organisation's. */
export async function loadOpsAlerts(
  { tx, actor, rules, now }: OpsReading,
  view: OpsAlertsView,
  organisations: readonly Organisation[],
) {
  const only = isId(view.organisationId)
    ? organisations.find(({ id }) => id === view.organisationId)
    : undefined;
  const given = { now, rules, side: "producer" as const };
  const all = await causesOf(tx, only?.id ?? null, given);
  const shown = all.filter((cause) => isShown(cause, view.show) && isWhose(cause, view.whose, actor.userId));
  const wanted = shown
    .filter(({ kind }) => view.kind === "all" || kind === view.kind)
    .sort(mostPressingFirst);
  const page = keysOf(wanted).slice(0, SHOWN);
  const alerts: OpsAlert[] = [];
  for (const organisation of organisations) {
    const causes = wanted.filter((c) => c.organisationId === organisation.id && page.includes(nameOf(c)));
    if (causes.length === 0) continue;
    for (const alert of await alertsOf(tx, organisation.id, { ...given, causes }))
      alerts.push({ alert, organisation });
  }
  const place = new Map(page.map((name, index) => [name, index]));
  const placeOf = ({ alert, organisation }: OpsAlert) => place.get(`${organisation.id} ${alert.key}`) ?? 0;
  return {
    only,
    alerts: alerts.sort((a, b) => placeOf(a) - placeOf(b)),
    more: Math.max(0, keysOf(wanted).length - SHOWN),
    byKind: Object.fromEntries(
      KIND_ORDER.map((kind) => [kind, keysOf(shown.filter((cause) => cause.kind === kind)).length]),
    ) as Record<AlertKind, number>,
    byShow: Object.fromEntries(
      SHOWS.map((show) => [show, keysOf(all.filter((cause) => isShown(cause, show))).length]),
    ) as Record<Show, number>,
    log:
      view.show === "history"
        ? await listAlertLog(tx, { ...(only ? { organisationId: only.id } : {}), limit: LOGGED })
        : [],
  };
}

const nameOf = (cause: Cause) => `${cause.organisationId} ${keyOf(cause)}`;
const keysOf = (causes: Cause[]) => [...new Set(causes.map(nameOf))];

function isShown(cause: Cause, show: Show): boolean {
  if (show === "history") return false;
  if (show === "snoozed") return !isAwake(cause);
  return isAwake(cause) && (show === "standing" || cause.mark.acknowledged !== null);
}

function isWhose({ mark: { assignee } }: Cause, whose: OpsAlertsView["whose"], me: string): boolean {
  return whose === "anybody" || (whose === "me" ? assignee?.id === me : assignee === null);
}

/** By kind, late before at risk, then the oldest. */
function mostPressingFirst(a: Cause, b: Cause): number {
  const kind = KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);
  if (kind !== 0) return kind;
  if (a.late > 0 !== b.late > 0) return a.late > 0 ? -1 : 1;
  return a.since.getTime() - b.since.getTime();
}
