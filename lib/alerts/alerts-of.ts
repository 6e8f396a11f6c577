import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/access/actor";
import { ALERT_KINDS, type Alert, type AlertKind, type QuoteAlert } from "./alert";
import { type Cause, type Causes, causesOf, keyOf } from "./causes";
import { delayDetails } from "./delay-details";
import { errorDetails } from "./error-details";
import { qualityDetails } from "./quality-details";
import { quoteDetails, rejectionDetails } from "./quote-details";

/**
 * The alerts of an organisation, or of one of its batches, one for each cause: what waits for the customer first, then
 * errors, delays (late before at risk) and quality, each oldest first. Derived, so they resolve by themselves.
 * `causes` are those of `causesOf` where the caller has asked already. Source: domain.md, "Alerts".
 */
export async function alertsOf(
  tx: Tx,
  organisationId: string,
  wanted: Causes & { kinds?: readonly AlertKind[]; causes?: Cause[] },
): Promise<Alert[]> {
  const causes = (wanted.causes ?? (await causesOf(tx, organisationId, wanted))).filter(
    ({ kind }) => !wanted.kinds || wanted.kinds.includes(kind),
  );
  if (causes.length === 0) return [];
  const of = (cause: Cause["cause"]) => causes.filter((c) => c.cause === cause);
  const [names, quotes, rejections, delays, errors, flags] = await Promise.all([
    batchNames(tx, organisationId, causes),
    quoteDetails(tx, organisationId, of("quote")),
    rejectionDetails(tx, organisationId, of("rejected")),
    delayDetails(tx, organisationId, of("delay"), wanted),
    errorDetails(tx, organisationId, of("error")),
    qualityDetails(tx, organisationId, of("quality")),
  ]);
  const alerts: Alert[] = [];
  // What was resolved since its cause was read has no details any more: it is no alert.
  const add = <T>(found: T | undefined, as: (found: T) => Alert) => found && alerts.push(as(found));
  for (const [key, parts] of byKey(causes)) {
    const first = parts[0]!;
    const common = {
      key,
      batches: parts
        .map(({ batchId, count }) => ({ id: batchId, name: names.get(batchId) ?? "", count }))
        .sort((a, b) => b.count - a.count),
      count: parts.reduce((sum, part) => sum + part.count, 0),
      since: new Date(Math.min(...parts.map((part) => part.since.getTime()))),
      mark: first.mark,
    };
    switch (first.cause) {
      case "quote":
        alerts.push({ ...common, kind: "blocked", cause: "quote", quote: quotes.get(first.subject) ?? null });
        break;
      case "rejected":
        add(rejections.get(first.batchId), (found) => ({
          ...common,
          kind: "blocked",
          cause: "rejected",
          ...found,
        }));
        break;
      case "review":
        alerts.push({ ...common, kind: "blocked", cause: "review" });
        break;
      case "delay":
        add(delays.get(key), (found) => ({ ...common, kind: "delay", ...found }));
        break;
      case "error":
        add(errors.get(first.subject), (found) => ({ ...common, kind: "error", ...found }));
        break;
      case "quality":
        add(flags.get(key), (found) => ({ ...common, kind: "quality", ...found }));
    }
  }
  return alerts.sort(mostUrgentFirst);
}

function byKey(causes: Cause[]): Map<string, Cause[]> {
  const groups = new Map<string, Cause[]>();
  for (const cause of causes) {
    const key = keyOf(cause);
    groups.set(key, [...(groups.get(key) ?? []), cause]);
  }
  return groups;
}

async function batchNames(tx: Tx, organisationId: string, causes: Cause[]): Promise<Map<string, string>> {
  const ids = [...new Set(causes.map((cause) => cause.batchId))];
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from batches where organisation_id = ${organisationId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const CAUSES = ["quote", "rejected", "review"] as const;

function mostUrgentFirst(a: Alert, b: Alert): number {
  const kind = ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind);
  if (kind !== 0) return kind;
  if (a.kind === "blocked" && b.kind === "blocked") {
    const cause = CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause);
    if (cause !== 0) return cause;
    if (a.cause === "quote" && b.cause === "quote") return deadline(a) - deadline(b);
  }
  if (a.kind === "delay" && b.kind === "delay" && (a.late === 0) !== (b.late === 0))
    return a.late === 0 ? 1 : -1;
  if (a.kind === "quality" && b.kind === "quality" && a.blocking !== b.blocking) return a.blocking ? -1 : 1;
  return a.since.getTime() - b.since.getTime();
}

function deadline({ quote, since }: QuoteAlert): number {
  return (quote?.validUntil ?? since).getTime();
}
