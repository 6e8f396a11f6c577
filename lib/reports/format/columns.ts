/** Who may read a column: everyone with the report, only signed-in customers and producers, or producers alone. */
export type Audience = "everyone" | "customer" | "producer";

/** An amount in integer minor units (cents) with its ISO 4217 currency. */
export type Money = { minor: number; currency: string };

/** What `value` gives for each kind of column. `null` is an empty cell in every kind. */
export type KindValue = {
  text: string;
  integer: number;
  decimal: number;
  /** Whole percent as on screens: 45 is 45 %, already rounded down (domain.md, Buckets and percentages). */
  percent: number;
  /** A calendar day `2026-03-29`; or an instant, written as its day in the report's zone. */
  date: string | Date;
  /** An instant, written as wall time in the report's zone. */
  datetime: Date;
  money: Money;
};

export type Kind = keyof KindValue;

type ColumnOf<Row, K extends Kind> = {
  /** Stable name in code; never shown. */
  key: string;
  header: string;
  kind: K;
  /** Width in characters for Excel; measured from the first rows when absent. */
  width?: number;
  audience: Audience;
  value(row: Row): KindValue[K] | null;
};

/**
 * One declared column of a report. Columns are declared once, beside their report; writers see rows and columns
 * and know no meaning (architecture.md, 10).
 */
export type Column<Row> = { [K in Kind]: ColumnOf<Row, K> }[Kind];

/** A fact about the report itself: "Batch" → "Nike Collection 2024". */
export type Fact = { label: string; value: string };

const reads: Record<Audience, readonly Audience[]> = {
  everyone: ["everyone"],
  customer: ["everyone", "customer"],
  producer: ["everyone", "customer", "producer"],
};

/**
 * The columns a reader may have, in their order. `everyone` is the stakeholder with a link, who never gets personal
 * names, prices, reasons or internal notes (domain.md, People).
 */
export function columnsFor<Row>(columns: readonly Column<Row>[], reader: Audience): Column<Row>[] {
  return columns.filter((column) => reads[reader].includes(column.audience));
}

/** A value that does not fit its declared kind: a fault in the report's declaration, named by column. */
export class UnwritableValue extends Error {
  constructor(header: string, value: unknown) {
    super(`The column "${header}" holds ${String(value)}, which cannot be written in its kind.`);
    this.name = "UnwritableValue";
  }
}
