import { and, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import { batches, brands, orderImports, orders, organisations, placeCounts } from "@/db/schema";
import { type Actor, asActor, type Tx } from "@/lib/access/actor";
import { countsOf } from "@/lib/batches/place-counts";
import { progressOf } from "@/lib/lifecycle/progress";
import type { Asked, CheckedRow } from "./check";
import type { Mapping } from "./columns";
import type { Fault } from "./fault";
import { faultsFile } from "./faults-file";
import { type Choices, findStaged, type ReadImport, readAndCheck, type StagedImport } from "./staged";
import type { TableOrigin } from "./table";

const SHOWN_ROWS = 50;
const SHOWN_FAULTS = 200;

export interface ImportPreview {
  id: string;
  organisation: { id: string; name: string };
  fileName: string;
  origin: TableOrigin;
  columns: string[];
  mapping: Mapping;
  choices: Choices;
  rows: number;
  /** The first rows without fault, as they would be ordered. */
  sample: CheckedRow[];
  faults: Fault[];
  faultsTotal: number;
  ask: Asked[];
  /** SKUs, for one product each where the product is asked for; at most 500. */
  skus: string[];
  ready: boolean;
  batches: { name: string; existing: { id: string; variants: number } | null }[];
  newBrands: string[];
  /** Orders the same file became before. */
  sameFile: { orderId: string; number: string; placedAt: Date }[];
  confirmed: { orderId: string; number: string } | null;
  undoneAt: Date | null;
}

/** What an import would become, with every fault by row and column; reads the kept bytes, writes nothing. */
export async function previewImport(actor: Actor, importId: string): Promise<ImportPreview> {
  const staged = await asActor(actor, (tx) => findStaged(tx, importId));
  const read = await readAndCheck(staged.content, staged.choices);
  return asActor(actor, async (tx) => {
    const { table, mapping, checked } = read;
    const batchNames = [...new Set(checked.rows.flatMap((row) => row.batch ?? []))].sort();
    const brandNames = [...new Set(checked.rows.flatMap((row) => row.brand ?? []))].sort();
    const [organisation, existing, known, sameFile, confirmed] = await Promise.all([
      organisationOf(tx, staged.organisationId),
      existingBatches(tx, staged.organisationId, batchNames),
      knownBrands(tx, staged.organisationId, brandNames),
      ordersOfSameFile(tx, staged),
      confirmedOrder(tx, staged),
    ]);
    return {
      id: staged.id,
      organisation,
      fileName: staged.fileName,
      origin: table.origin,
      columns: table.columns,
      mapping,
      choices: staged.choices,
      rows: table.rows.length,
      sample: checked.rows.slice(0, SHOWN_ROWS),
      faults: checked.faults.slice(0, SHOWN_FAULTS),
      faultsTotal: checked.faults.length,
      ask: checked.ask,
      skus: checked.rows.slice(0, 500).map((row) => row.sku),
      ready: checked.ready !== null,
      batches: batchNames.map((name) => ({ name, existing: existing.get(name) ?? null })),
      newBrands: brandNames.filter((name) => !known.has(name)),
      sameFile,
      confirmed,
      undoneAt: staged.undoneAt,
    };
  });
}

/** The rejected rows with their faults, as CSV to correct and send again. */
export async function importFaultsFile(
  actor: Actor,
  importId: string,
): Promise<{ fileName: string; text: string }> {
  const staged = await asActor(actor, (tx) => findStaged(tx, importId));
  const { table, checked }: ReadImport = await readAndCheck(staged.content, staged.choices);
  const stem = staged.fileName.replace(/\.[^.]*$/, "");
  return { fileName: `${stem} faults.csv`, text: faultsFile(table, checked.faults) };
}

async function organisationOf(tx: Tx, id: string) {
  const [row] = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, id));
  return row ?? { id, name: "" };
}

async function existingBatches(tx: Tx, organisationId: string, names: string[]) {
  if (names.length === 0) return new Map<string, { id: string; variants: number }>();
  const rows = await tx
    .select({ id: batches.id, name: batches.name, counts: placeCounts })
    .from(batches)
    .leftJoin(
      placeCounts,
      and(
        eq(placeCounts.organisationId, batches.organisationId),
        eq(placeCounts.kind, "batch"),
        eq(placeCounts.subjectId, batches.id),
      ),
    )
    .where(and(eq(batches.organisationId, organisationId), inArray(batches.name, names)));
  return new Map(
    rows.map((row) => [row.name, { id: row.id, variants: progressOf(countsOf(row.counts)).active }]),
  );
}

async function knownBrands(tx: Tx, organisationId: string, names: string[]) {
  if (names.length === 0) return new Set<string>();
  const rows = await tx
    .select({ name: brands.name })
    .from(brands)
    .where(and(eq(brands.organisationId, organisationId), inArray(brands.name, names)));
  return new Set(rows.map((row) => row.name));
}

function ordersOfSameFile(tx: Tx, staged: StagedImport) {
  return tx
    .select({ orderId: orders.id, number: orders.number, placedAt: orders.placedAt })
    .from(orderImports)
    .innerJoin(
      orders,
      and(eq(orders.organisationId, orderImports.organisationId), eq(orders.id, orderImports.orderId)),
    )
    .where(
      and(
        eq(orderImports.organisationId, staged.organisationId),
        eq(orderImports.sha256, staged.sha256),
        ne(orderImports.id, staged.id),
        isNotNull(orderImports.confirmedAt),
        sql`${orderImports.undoneAt} is null`,
      ),
    )
    .orderBy(orders.placedAt);
}

async function confirmedOrder(tx: Tx, staged: StagedImport) {
  if (!staged.orderId) return null;
  const [row] = await tx
    .select({ orderId: orders.id, number: orders.number })
    .from(orders)
    .where(and(eq(orders.organisationId, staged.organisationId), eq(orders.id, staged.orderId)));
  return row ?? null;
}
