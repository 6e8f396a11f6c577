import { asActor, type StakeholderActor } from "@/lib/access/actor";
import { countBatches, listBatches } from "@/lib/batches/list-batches";
import { loadOutlooks } from "@/lib/batches/load-outlooks";
import { outlookWords } from "@/lib/batches/outlook-words";
import { type DateStyle, formatDate, formatDay, formatRange } from "@/lib/calendar/format";
import type { VariantEstimate } from "@/lib/forecast/policy-estimate";
import { type Progress, progressOf } from "@/lib/lifecycle/progress";
import { estimator } from "@/lib/reports/estimates";
import type { Overview } from "@/lib/reports/overview";
import { listVariants, type VariantRow } from "@/lib/variants/list-variants";

/** Of a variant's row what a stakeholder sees: no names, reasons or notes. */
export type SharedVariant = Pick<
  VariantRow,
  | "id"
  | "sku"
  | "batch"
  | "product"
  | "colour"
  | "lens"
  | "size"
  | "place"
  | "enteredAt"
  | "spent"
  | "atRiskAt"
  | "dueAt"
> & { estimate: string };

export interface VariantsPage {
  rows: SharedVariant[];
  first: number;
  size: number;
  previous: string | null;
  next: string | null;
}

export interface SharedBatch {
  id: string;
  name: string;
  progress: Progress;
  /** "On track for 12–15 Dec" */
  head: string;
  late: boolean;
}

const variantsAPage = 50;
const mostBatches = 100;

/** The page of variants that begins at a key of the address. */
export function readVariantsPage(
  actor: StakeholderActor,
  { scope, rules }: Overview,
  from: string | undefined,
  style: DateStyle,
): Promise<VariantsPage> {
  const ofBatch = scope.kind === "batch" ? { batchId: scope.id } : {};
  const ofOrder = scope.kind === "order" ? { orderId: scope.id } : {};
  return asActor(
    actor,
    async (tx) => {
      const wanted = {
        sort: "turn" as const,
        size: variantsAPage,
        now: style.now,
        ...(from ? { from } : {}),
      };
      const page = await listVariants(tx, scope.organisationId, { ...ofBatch, ...ofOrder }, wanted);
      const estimateOf = estimator(rules, style.now);
      const rows = page.rows.map((row) => ({
        id: row.id,
        sku: row.sku,
        batch: row.batch,
        product: row.product,
        colour: row.colour,
        lens: row.lens,
        size: row.size,
        place: row.place,
        enteredAt: row.enteredAt,
        spent: row.spent,
        atRiskAt: row.atRiskAt,
        dueAt: row.dueAt,
        estimate: estimateWords(estimateOf(row), row, style),
      }));
      return { ...page, rows, size: variantsAPage };
    },
    { readOnly: true },
  );
}

function estimateWords(estimate: VariantEstimate, { place }: VariantRow, style: DateStyle): string {
  switch (estimate.kind) {
    case "range":
      return `${formatRange(estimate.p50, estimate.p85, style)}`;
    case "conditional":
      return `if approved by ${formatDate(estimate.decidedBy, style)}: ${formatDate(estimate.p85, style)}`;
    case "done":
      return place === "validated" ? "completed" : `completed ${formatDay(estimate.at, style)}`;
    case "none":
      return estimate.reason === "cancelled" ? "–" : "no date yet";
  }
}

/** The batches an organisation's link shows, open ones first. */
export function readBatches(
  actor: StakeholderActor,
  { rules }: Overview,
  style: DateStyle,
): Promise<{ batches: SharedBatch[]; total: number }> {
  const { organisationId } = actor;
  return asActor(
    actor,
    async (tx) => {
      const [page, counts] = await Promise.all([
        listBatches(tx, organisationId, { sort: "open", size: mostBatches }),
        countBatches(tx, organisationId),
      ]);
      const outlooks = await loadOutlooks(tx, organisationId, page.rows, { rules, now: style.now });
      const batches = page.rows.map(({ id, name, counts: places }) => {
        const words = outlookWords(outlooks.get(id)!, style);
        return { id, name, progress: progressOf(places), head: words.head, late: words.tone === "late" };
      });
      return { batches, total: counts.all };
    },
    { readOnly: true },
  );
}
