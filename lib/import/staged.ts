import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { orderImports } from "@/db/schema";
import type { Tx } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/access/errors";
import { type Answers, type Checked, check } from "./check";
import { chooseColumns, type Field, fields, type Mapping, recogniseColumns } from "./columns";
import { readTable } from "./read-table";
import type { Table } from "./table";

/** What the person decided in the preview: columns used otherwise than recognised, and answers asked for once. */
export const choicesSchema = z.object({
  columns: z.record(z.string().regex(/^\d+$/), z.enum(fields).nullable()).default({}),
  answers: z
    .object({
      brand: z.string().max(200).optional(),
      product: z.string().max(200).optional(),
      batch: z.string().max(200).optional(),
      productBySku: z.record(z.string(), z.string().max(200)).optional(),
    })
    .default({}),
});
export type Choices = z.infer<typeof choicesSchema>;

/** Choices as they are kept, with how the rows came in. */
const keptSchema = choicesSchema.extend({ pasted: z.boolean().default(false) });
export type KeptChoices = z.infer<typeof keptSchema>;

export type StagedImport = Omit<typeof orderImports.$inferSelect, "choices"> & { choices: KeptChoices };

/** An import the actor may see, locked where it is about to change. Throws *not found*. */
export async function findStaged(tx: Tx, importId: string, lock = false): Promise<StagedImport> {
  const query = tx
    .select()
    .from(orderImports)
    .where(
      and(
        sql`${orderImports.organisationId} in (select id from organisations)`,
        eq(orderImports.id, importId),
      ),
    );
  const [row] = await (lock ? query.for("update") : query);
  if (!row) throw notFound("This import");
  return { ...row, choices: keptSchema.parse(row.choices) };
}

export interface ReadImport {
  table: Table;
  mapping: Mapping;
  checked: Checked;
}

/** Reads the kept bytes again and checks them under the choices made. Throws a Refusal where they cannot be read. */
export async function readAndCheck(content: Buffer, choices: KeptChoices): Promise<ReadImport> {
  const read = await readTable(
    choices.pasted
      ? { kind: "pasted", text: content.toString("utf8") }
      : { kind: "file", bytes: new Uint8Array(content) },
  );
  if (!read.ok) {
    throw new Refusal("invalid", `${read.why.problem} ${read.why.remedy}`, { unreadable: read.why.code });
  }
  const chosen = new Map<number, Field | null>(
    Object.entries(choices.columns).map(([i, field]) => [Number(i), field]),
  );
  const mapping = chooseColumns(recogniseColumns(read.table.columns), chosen);
  const answers: Answers = Object.fromEntries(
    Object.entries(choices.answers).filter(([, value]) => value !== undefined),
  );
  return { table: read.table, mapping, checked: check(read.table, mapping, answers) };
}
