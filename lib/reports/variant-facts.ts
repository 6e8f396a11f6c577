import { type SQL, sql } from "drizzle-orm";
import type { Complexity } from "@/db/schema/variants";
import type { Department, Place, State } from "@/lib/lifecycle/states";
import type { TurnDays } from "@/lib/lifecycle/turn-days";

/** What reports know of a variant. Names and notes are read only for readers whose columns show them. */
export interface VariantFacts {
  id: string;
  organisation: string;
  sku: string;
  ean: string | null;
  upc: string | null;
  brandId: string;
  brand: string;
  product: string;
  colour: string;
  size: string;
  lens: string;
  complexity: Complexity;
  customised: boolean;
  place: Place;
  revision: number;
  enteredAt: Date;
  spent: number;
  atRiskAt: Date | null;
  dueAt: Date | null;
  quoteResume: State | null;
  quoteResumeSpent: number | null;
  errorResume: State | null;
  department: Department | null;
  order: string;
  orderedAt: Date;
  batch: string;
  /** Open quality flags. */
  issues: number;
  /** When it was last completed, for one that is validated. */
  completedAt: Date | null;
  /** The person it is assigned to, where the reader may know. */
  assignee: string | null;
  note: string | null;
  flags: string | null;
  quote: string | null;
  /** Business days of the stays that have ended, by whose turn they were. */
  ended: TurnDays;
}

type Moments = "enteredAt" | "orderedAt" | "atRiskAt" | "dueAt" | "completedAt";

/** As the database writes them: moments in seconds since 1970, which are written and read faster than as text. */
type Raw = Omit<VariantFacts, Moments | "ended"> & {
  enteredAt: number;
  orderedAt: number;
  atRiskAt: number | null;
  dueAt: number | null;
  completedAt: number | null;
  producerDays: number;
  customerDays: number;
  errorDays: number;
};

/** In this order a row comes, without names: they would be half of what is sent. */
const COLUMNS = [
  ...([
    "id",
    "organisation",
    "sku",
    "ean",
    "upc",
    "brandId",
    "brand",
    "product",
    "colour",
    "size",
    "lens",
  ] as const),
  ...(["complexity", "customised", "place", "revision", "enteredAt", "spent", "atRiskAt", "dueAt"] as const),
  ...([
    "quoteResume",
    "quoteResumeSpent",
    "errorResume",
    "department",
    "order",
    "orderedAt",
    "batch",
  ] as const),
  ...(["issues", "completedAt", "producerDays", "customerDays", "errorDays"] as const),
  ...(["assignee", "note", "flags", "quote"] as const),
] as const satisfies (keyof Raw)[];
type Values<Names extends readonly (keyof Raw)[]> = { [At in keyof Names]: Raw[Names[At]] };
type Row = Values<typeof COLUMNS>;
/** Selects a row `r` as text that \`factsOf\` reads: rows that wait to be read are then one string each, not some forty. */
export const FACTS = sql.raw(
  `json_build_array(${COLUMNS.map((name) => `r."${name}"`).join(", ")})::text as row`,
);

/** A moment as `Raw` holds it. */
export const seconds = (column: string): SQL => sql.raw(`date_part('epoch', ${column})`);

/** The database counts microseconds; a date ends at its millisecond. */
const dateOf = (moment: number) => new Date(Math.floor(Math.round(moment * 1e6) / 1e3));
const dateOrNull = (moment: number | null) => (moment === null ? null : dateOf(moment));

/** A row of the database as facts. Written out, since a hundred thousand are read for one report. */
export function factsOf(row: string): VariantFacts {
  const [
    id,
    organisation,
    sku,
    ean,
    upc,
    brandId,
    brand,
    product,
    colour,
    size,
    lens,
    complexity,
    customised,
    place,
    revision,
    enteredAt,
    spent,
    atRiskAt,
    dueAt,
    quoteResume,
    quoteResumeSpent,
    errorResume,
    department,
    order,
    orderedAt,
    batch,
    issues,
    completedAt,
    producerDays,
    customerDays,
    errorDays,
    assignee,
    note,
    flags,
    quote,
  ] = JSON.parse(row) as Row;
  return {
    id,
    organisation,
    sku,
    ean,
    upc,
    brandId,
    brand,
    product,
    colour,
    size,
    lens,
    complexity,
    customised,
    place,
    revision,
    enteredAt: dateOf(enteredAt),
    spent,
    atRiskAt: dateOrNull(atRiskAt),
    dueAt: dateOrNull(dueAt),
    quoteResume,
    quoteResumeSpent,
    errorResume,
    department,
    order,
    orderedAt: dateOf(orderedAt),
    batch,
    issues,
    completedAt: dateOrNull(completedAt),
    assignee,
    note,
    flags,
    quote,
    ended: { producer: producerDays, customer: customerDays, error: errorDays },
  };
}
