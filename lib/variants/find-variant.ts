import { sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Tx } from "@/lib/access/actor";
import { isId } from "@/lib/access/ids";
import type { Department, Place, State } from "@/lib/lifecycle/states";

export interface VariantDetail {
  id: string;
  sku: string;
  ean: string | null;
  upc: string | null;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  note: string | null;
  priority: number;
  dueOn: string | null;
  order: { id: string; number: string; placedAt: Date };
  batch: { id: string; name: string };
  product: { id: string; name: string };
  brand: { id: string; name: string };
  place: Place;
  version: number;
  /** Of the descriptive columns, for optimistic locking of corrections. */
  edition: number;
  revision: number;
  enteredAt: Date;
  spent: number;
  atRiskAt: Date | null;
  dueAt: Date | null;
  quoteResume: State | null;
  quoteResumeSpent: number | null;
  errorResume: State | null;
  productionBegun: boolean;
  modellingBegun: boolean;
  department: Department | null;
  assigneeId: string | null;
  assignee: string | null;
  replaces: { id: string; sku: string } | null;
  replacedBy: { id: string; sku: string } | null;
}

type Raw = Record<string, unknown>;

/** One variant with what its page shows, history aside; null when the organisation has none of this id. */
export async function findVariant(tx: Tx, organisationId: string, id: string): Promise<VariantDetail | null> {
  if (!isId(id)) return null;
  const [row] = await tx.execute<Raw>(sql`
    select v.*, o.number as order_number, o.placed_at, b.name as batch, p.name as product, br.name as brand,
      u.name as assignee, before.sku as replaces_sku, after.id as replaced_by_id, after.sku as replaced_by_sku
    from variants v
    join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
    join batches b on b.organisation_id = v.organisation_id and b.id = v.batch_id
    join products p on p.organisation_id = v.organisation_id and p.id = v.product_id
    join brands br on br.organisation_id = v.organisation_id and br.id = v.brand_id
    left join users u on u.id = v.assignee_id
    left join variants before on before.organisation_id = v.organisation_id and before.id = v.replaces_id
    left join variants after on after.organisation_id = v.organisation_id and after.replaces_id = v.id
    where v.organisation_id = ${organisationId} and v.id = ${id}`);
  return row ? detailOf(row) : null;
}

const dateOrNull = (value: unknown) => (value === null ? null : new Date(value as string));
const linked = (id: unknown, sku: unknown) => (id === null ? null : { id: id as string, sku: sku as string });

function detailOf(row: Raw): VariantDetail {
  return {
    id: row.id as string,
    sku: row.sku as string,
    ean: row.ean as string | null,
    upc: row.upc as string | null,
    colour: row.colour as string,
    size: row.size as string,
    lens: row.lens as string,
    complexity: row.complexity as Complexity,
    customised: row.customised as boolean,
    note: row.note as string | null,
    priority: row.priority as number,
    dueOn: row.due_on as string | null,
    order: {
      id: row.order_id as string,
      number: row.order_number as string,
      placedAt: new Date(row.placed_at as string),
    },
    batch: { id: row.batch_id as string, name: row.batch as string },
    product: { id: row.product_id as string, name: row.product as string },
    brand: { id: row.brand_id as string, name: row.brand as string },
    place: row.place as Place,
    version: row.version as number,
    edition: row.edition as number,
    revision: row.revision as number,
    enteredAt: new Date(row.entered_at as string),
    spent: row.spent as number,
    atRiskAt: dateOrNull(row.at_risk_at),
    dueAt: dateOrNull(row.due_at),
    quoteResume: row.quote_resume as State | null,
    quoteResumeSpent: row.quote_resume_spent as number | null,
    errorResume: row.error_resume as State | null,
    productionBegun: row.production_begun as boolean,
    modellingBegun: row.modelling_begun as boolean,
    department: row.department as Department | null,
    assigneeId: row.assignee_id as string | null,
    assignee: row.assignee as string | null,
    replaces: linked(row.replaces_id, row.replaces_sku),
    replacedBy: linked(row.replaced_by_id, row.replaced_by_sku),
  };
}
