import { and, desc, eq, gt, inArray } from "drizzle-orm";
import { reports } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor, type Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";
import { isId, newId } from "@/lib/access/ids";
import { PLACES } from "@/lib/lifecycle/states";
import { VARIANT_FILTERS, type VariantList } from "@/lib/variants/filters";
import { workFilterSchema } from "@/lib/variants/work-filter";
import { sheetRows } from "./format/sheet";
import type { ReportFormat, ReportType } from "./report";
import type { Scope, WorkList } from "./scope";

/** How long a report that was made is kept. */
const keptFor = 7 * 24 * 3_600_000;
/** As many may be under way for one person. */
const mostUnderWay = 10;

export type KeptReport = typeof reports.$inferSelect;

type Maker = CustomerActor | ProducerActor;

const mine = (actor: Maker, now: Date) =>
  and(
    eq(reports.requestedBy, actor.userId),
    actor.kind === "customer" ? eq(reports.organisationId, actor.organisationId) : undefined,
    gt(reports.expiresAt, now),
  );

/**
 * Asks for a report that a job makes; answers its id. The same asked again while it is under way is the same report.
 * Refuses what no Excel sheet can hold, and more than ten at a time.
 */
export function requestReport(
  actor: Maker,
  wanted: { scope: Scope; type: ReportType; format: ReportFormat; subject: string; rows: number },
  now: Date,
): Promise<string> {
  const { scope, type, format, subject, rows } = wanted;
  if (format === "xlsx" && rows >= sheetRows)
    throw new Refusal(
      "not_possible",
      `This report has ${rows.toLocaleString("en")} rows, and an Excel sheet holds ${(sheetRows - 1).toLocaleString("en")}. Choose CSV.`,
    );
  return asActor(actor, async (tx) => {
    const underWay = await tx
      .select()
      .from(reports)
      .where(and(mine(actor, now), inArray(reports.status, ["waiting", "making"])));
    const narrowed = narrowedOf(scope);
    const asks = JSON.stringify([scope.kind, scope.id, type, format, narrowed]);
    const same = underWay.find(
      (report) =>
        JSON.stringify([
          report.scope,
          report.subjectId,
          report.type,
          report.format,
          narrowedOf(scopeOfKept(report)),
        ]) === asks,
    );
    if (same) return same.id;
    if (underWay.length >= mostUnderWay)
      throw new Refusal("limited", "Ten of your reports are being made. Wait until one is ready.");
    const id = newId();
    await tx.insert(reports).values({
      organisationId: scope.organisationId,
      id,
      scope: scope.kind,
      subjectId: scope.id,
      narrowed,
      type,
      format,
      madeFor: actor.kind === "customer" ? "customer" : "producer",
      requestedBy: actor.userId,
      subject,
      rows,
      createdAt: now,
      expiresAt: new Date(now.getTime() + keptFor),
    });
    return id;
  });
}

/** What of a scope its kind and id do not say, as a kept report keeps it. */
function narrowedOf({ batchIds, only }: Scope): KeptReport["narrowed"] {
  const chosen = batchIds ? { batchIds: [...batchIds].sort() } : {};
  if (!only) return chosen;
  if ("work" in only) return { ...chosen, work: workFilterSchema.parse(only.work), words: only.words };
  const { filter, place } = only;
  return { ...chosen, ...(filter === "all" ? {} : { show: filter }), ...(place ? { place } : {}) };
}

/** The scope of a kept report again; what was late when it was asked for is late in it. */
export function scopeOfKept({ organisationId, scope, subjectId, narrowed, createdAt }: KeptReport): Scope {
  const { batchIds } = narrowed;
  const list = listOfKept(narrowed);
  return {
    kind: scope,
    organisationId,
    id: subjectId,
    ...(batchIds ? { batchIds } : {}),
    ...(list ? { only: { ...list, at: createdAt } } : {}),
  };
}

function listOfKept({ show, place, work, words }: KeptReport["narrowed"]): VariantList | WorkList | null {
  if (work) return { work: workFilterSchema.parse(work), words: words ?? "" };
  if (!show && !place) return null;
  return {
    filter: VARIANT_FILTERS.find((known) => known === show) ?? "all",
    place: PLACES.find((known) => known === place) ?? null,
  };
}

/** One of the actor's own kept reports. Throws *not found*, also when its days are over. */
export async function findKept(tx: Tx, actor: Maker, id: string, now: Date): Promise<KeptReport> {
  if (!isId(id)) throw notFound("This report");
  const [found] = await tx
    .select()
    .from(reports)
    .where(and(mine(actor, now), eq(reports.id, id)));
  if (!found) throw notFound("This report");
  return found;
}

/** The actor's own kept reports, newest first. */
export function listKept(tx: Tx, actor: Maker, now: Date): Promise<KeptReport[]> {
  return tx.select().from(reports).where(mine(actor, now)).orderBy(desc(reports.createdAt)).limit(100);
}
