import type { Actor, Tx } from "@/lib/access/actor";
import type { Alert } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { type AlertWords, alertWords } from "@/lib/alerts/words";
import { listProductsWithin, type ProductRow } from "@/lib/batches/list-products";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { type Progress, progressOf } from "@/lib/lifecycle/progress";
import { type Rules, rulesInForce } from "@/lib/variants/rules";
import { readerOf } from "./report";
import { inScope, loadSubject, namesIn, type Scope, type Subject } from "./scope";

/** What is true of a scope right now: the same for the Summary report and the page behind a share link. */
export interface Overview extends Subject {
  orders: string[];
  batches: string[];
  progress: Progress;
  outlook: Outlook;
  products: ProductRow[];
  /** Most urgent first, in words for this reader: a stakeholder's hold no prices, reasons or quote numbers. */
  alerts: { alert: Alert; words: AlertWords }[];
  rules: Rules;
}

/** Reads an overview inside the caller's transaction. Throws *not found* for what the actor may not see. */
export async function loadOverview(tx: Tx, actor: Actor, scope: Scope, now: Date): Promise<Overview> {
  const { organisationId, kind, id } = scope;
  const [subject, rules] = await Promise.all([loadSubject(tx, scope), rulesInForce(tx)]);
  const ofBatch = kind === "batch" ? { batchId: id } : {};
  const ofOrder = kind === "order" ? { orderId: id } : {};
  const [names, outlooks, products, alerts] = await Promise.all([
    namesIn(tx, scope),
    loadOutlooks(tx, organisationId, [{ ...subject, id }], { rules, now, of: kind }),
    listProductsWithin(tx, organisationId, inScope(scope)),
    alertsOf(tx, organisationId, { now, rules, ...ofBatch, ...ofOrder }),
  ]);
  const reader = { calendar: rules.calendar, now, details: readerOf(actor) !== "everyone" };
  return {
    ...subject,
    ...names,
    progress: progressOf(subject.counts),
    outlook: outlooks.get(id)!,
    products,
    alerts: alerts.map((alert) => ({ alert, words: alertWords(alert, reader) })),
    rules,
  };
}
