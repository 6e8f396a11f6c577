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
import { headingTogether, together } from "./together";

/** What every report says of itself: what it is of, and how far that is. */
export interface Heading extends Subject {
  /** What the rest of a report is read from: the scope itself, or each organisation's part of it. */
  parts: Scope[];
  orders: string[];
  batches: string[];
  progress: Progress;
  rules: Rules;
}

/** What is true of a scope right now: the same for the Summary report and the page behind a share link. */
export interface Overview extends Heading {
  outlook: Outlook;
  products: (ProductRow & { organisation: string })[];
  /** Most urgent first, in words for this reader: a stakeholder's hold no prices, reasons or quote numbers. */
  alerts: { alert: Alert; words: AlertWords; organisation: string }[];
  /** Where its variants stood seven days ago; null where it was narrowed. */
  lastWeek: PlaceCounts | null;
}

/** Reads a heading inside the caller's transaction, which is soon done. Throws *not found* for what the actor may not see. */
export async function loadHeading(tx: Tx, scope: Scope): Promise<Heading> {
  const rules = await rulesInForce(tx);
  const headings: Heading[] = [];
  for (const part of await partsOf(tx, scope)) headings.push(await headingOf(tx, part, rules));
  return scope.kind === "everything" ? headingTogether(scope, headings, rules) : headings[0]!;
}

/** Reads an overview inside the caller's transaction. Throws *not found* for what the actor may not see. */
export async function loadOverview(tx: Tx, actor: Actor, scope: Scope, now: Date): Promise<Overview> {
  const rules = await rulesInForce(tx);
  const overviews: Overview[] = [];
  for (const part of await partsOf(tx, scope))
    overviews.push(await overviewOf(tx, actor, part, { rules, now }));
  return scope.kind === "everything" ? together(scope, overviews, rules) : overviews[0]!;
}

async function headingOf(tx: Tx, scope: Scope, rules: Rules): Promise<Heading> {
  const [subject, names] = await Promise.all([loadSubject(tx, scope), namesIn(tx, scope)]);
  return { ...subject, ...names, parts: [scope], progress: progressOf(subject.counts), rules };
}

async function overviewOf(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  { rules, now }: { rules: Rules; now: Date },
): Promise<Overview> {
  const { organisationId, id } = scope;
  const heading = await headingOf(tx, scope, rules);
  const organisation = heading.organisationName;
  const within = inScope(scope);
  const [outlook, products, alerts, lastWeek] = await Promise.all([
    outlookOf(tx, scope, heading, { rules, now }),
    listProductsWithin(tx, organisationId, within),
    alertsOf(tx, organisationId, { now, rules, ...(narrows(scope) ? { within } : {}) }),
    lastWeekOf(tx, scope, heading.counts, now),
  ]);
  const reader = { calendar: rules.calendar, now, details: readerOf(actor) !== "everyone" };
  return {
    ...heading,
    outlook: outlook.get(id)!,
    products: products.map((product) => ({ ...product, organisation })),
    alerts: alerts.map((alert) => ({ alert, words: alertWords(alert, reader), organisation })),
    lastWeek,
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
