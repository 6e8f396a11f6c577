import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import type { AlertKind } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { type Cause, causesOf, keyOf } from "@/lib/alerts/causes";
import { countsOfCauses, isAwake } from "@/lib/alerts/count-alerts";
import { heldBy } from "@/lib/alerts/held-by";
import { listAlertLog } from "@/lib/alerts/list-alert-log";
import { findBatch } from "@/lib/batches/find-batch";
import { listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { approvalSentences } from "@/lib/batches/outlook-words";
import { findProduct } from "@/lib/variants/find-product";
import type { Rules } from "@/lib/variants/rules";
import type { Reading } from "../_page/read";

/** What stands, what of it somebody has acknowledged, what was put off, and what became of those that have gone. */
export const SHOWS = ["standing", "acknowledged", "snoozed", "history"] as const;
export type Show = (typeof SHOWS)[number];

export interface AlertsView {
  kind: AlertKind | "all";
  show: Show;
  batchId: string | undefined;
  productId: string | undefined;
  /** The key of the alert that is opened. */
  open: string | undefined;
}

/** Alerts whose details are read for one page. */
const SHOWN = 100;
const HELD = 60;
/** Batches whose dates are written out. */
const DATED = 20;
const LOGGED = 200;

/** Everything the alerts page shows of a view. */
export async function loadAlerts({ tx, organisationId, now, rules }: Reading, view: AlertsView) {
  const { kind, show } = view;
  const [batch, product] = await Promise.all([
    isId(view.batchId) ? findBatch(tx, organisationId, view.batchId) : null,
    isId(view.productId) ? findProduct(tx, organisationId, view.productId) : null,
  ]);
  const within = { ...(batch ? { batchId: batch.id } : {}), ...(product ? { productId: product.id } : {}) };
  const given = { now, rules, side: "customer" as const, ...within };
  const all = await causesOf(tx, organisationId, given);
  const shown = all.filter((cause) => isShown(cause, show));
  const wanted = shown.filter((cause) => kind === "all" || cause.kind === kind);
  const opened = wanted.filter((cause) => keyOf(cause) === view.open);
  const [alerts, held, log, approvals] = await Promise.all([
    alertsOf(tx, organisationId, { ...given, causes: wanted.slice(0, SHOWN) }),
    heldBy(tx, organisationId, opened, { now, rules, limit: HELD }),
    show === "history"
      ? listAlertLog(tx, { organisationId, ...(batch ? { batchId: batch.id } : {}), limit: LOGGED })
      : [],
    approvalsOf(tx, organisationId, wanted.slice(0, SHOWN), { rules, now }),
  ]);
  return {
    batch,
    product,
    alerts,
    approvals,
    held,
    log,
    counts: countsOfCauses(all),
    acknowledged: new Set(all.filter((c) => isShown(c, "acknowledged")).map(keyOf)).size,
    byKind: kindsOf(shown),
    more: Math.max(0, wanted.length - SHOWN),
  };
}

/** What approving does to the date of each batch with a quote that waits, as its page says it; by batch. */
async function approvalsOf(
  tx: Tx,
  organisationId: string,
  causes: readonly Cause[],
  { rules, now }: { rules: Rules; now: Date },
): Promise<Map<string, string>> {
  const waiting = causes.filter(({ cause }) => cause === "quote").map(({ batchId }) => batchId);
  const ids = [...new Set(waiting)].slice(0, DATED);
  const { rows } = await listBatches(tx, organisationId, { ids, size: DATED });
  const outlooks = await loadOutlooks(tx, organisationId, rows, { rules, now });
  return new Map(
    [...outlooks].map(([id, outlook]) => [id, approvalSentences(outlook, rules.calendar, now)] as const),
  );
}

function isShown(cause: Cause, show: Show): boolean {
  switch (show) {
    case "standing":
      return isAwake(cause);
    case "acknowledged":
      return isAwake(cause) && cause.mark.acknowledged !== null;
    case "snoozed":
      return !isAwake(cause);
    case "history":
      return false;
  }
}

function kindsOf(causes: Cause[]): Map<AlertKind, number> {
  const keys = new Map(causes.map((cause) => [keyOf(cause), cause.kind]));
  const counts = new Map<AlertKind, number>();
  for (const kind of keys.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
