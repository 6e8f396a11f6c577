import type { Actor, Tx } from "@/lib/access/actor";
import type { Alert } from "@/lib/alerts/alert";
import { alertsOf } from "@/lib/alerts/alerts-of";
import { type AlertWords, alertWords } from "@/lib/alerts/words";
import { listProductsWithin, type ProductRow } from "@/lib/batches/list-products";
import { loadOutlooks, loadOutlookWithin } from "@/lib/batches/load-outlooks";
import type { Outlook } from "@/lib/batches/outlook";
import { type PlaceCounts, type Progress, progressOf } from "@/lib/lifecycle/progress";
import { type Rules, rulesInForce } from "@/lib/variants/rules";
import { lastWeekOf } from "./last-week";
import { readerOf } from "./report";
import { inScope, partsOf, type Scope } from "./scope";
import { loadSubject, namesIn, type Subject } from "./subject";
import { together } from "./together";

/** What is true of a scope right now: the same for the Summary report and the page behind a share link. */
export interface Overview extends Subject {
  /** What the rest of a report is read from: the scope itself, or each organisation's part of it. */
  parts: Scope[];
  orders: string[];
  batches: string[];
  progress: Progress;
  outlook: Outlook;
  products: (ProductRow & { organisation: string })[];
  /** Most urgent first, in words for this reader: a stakeholder's hold no prices, reasons or quote numbers. */
  alerts: { alert: Alert; words: AlertWords; organisation: string }[];
  /** Where its variants stood seven days ago; null where it was narrowed. */
  lastWeek: PlaceCounts | null;
  rules: Rules;
}

/** Reads an overview inside the caller's transaction. Throws *not found* for what the actor may not see. */
export async function loadOverview(tx: Tx, actor: Actor, scope: Scope, now: Date): Promise<Overview> {
  const rules = await rulesInForce(tx);
  const parts = await partsOf(tx, scope);
  const overviews: Overview[] = [];
  for (const part of parts) overviews.push(await overviewOf(tx, actor, part, { rules, now }));
  return scope.kind === "everything" ? together(scope, overviews, rules) : overviews[0]!;
}

async function overviewOf(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  { rules, now }: { rules: Rules; now: Date },
): Promise<Overview> {
  const { organisationId, id } = scope;
  const subject = await loadSubject(tx, scope);
  const organisation = subject.organisationName;
  const within = inScope(scope);
  const [names, outlook, products, alerts, lastWeek] = await Promise.all([
    namesIn(tx, scope),
    outlookOf(tx, scope, subject, { rules, now }),
    listProductsWithin(tx, organisationId, within),
    alertsOf(tx, organisationId, { now, rules, ...(narrows(scope) ? { within } : {}) }),
    lastWeekOf(tx, scope, subject.counts, now),
  ]);
  const reader = { calendar: rules.calendar, now, details: readerOf(actor) !== "everyone" };
  return {
    ...subject,
    ...names,
    parts: [scope],
    progress: progressOf(subject.counts),
    outlook: outlook.get(id)!,
    products: products.map((product) => ({ ...product, organisation })),
    alerts: alerts.map((alert) => ({ alert, words: alertWords(alert, reader), organisation })),
    lastWeek,
    rules,
  };
}

const narrows = ({ kind, only }: Scope) => kind !== "organisation" || only !== undefined;

/** Of a batch, an order or an organisation as its page says it; of a selection reckoned anew. */
async function outlookOf(
  tx: Tx,
  scope: Scope,
  subject: Subject,
  given: { rules: Rules; now: Date },
): Promise<Map<string, Outlook>> {
  const { kind, organisationId, id, only } = scope;
  if (only || kind === "batches" || kind === "everything") {
    const isOne = kind === "batch" || kind === "order";
    const reckoned = loadOutlookWithin(tx, organisationId, inScope(scope), subject.counts, {
      ...given,
      isOne,
    });
    return new Map([[id, await reckoned]]);
  }
  return loadOutlooks(tx, organisationId, [{ ...subject, id }], { ...given, of: kind });
}
