import { doublePrecision, foreignKey, integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { instant, organisationId } from "./keys";
import { organisations } from "./organisations";

/** Each time the producer's history was learned from, and how that would have done on it; the producer's alone. */
export const learnedModels = pgTable("learned_models", {
  version: integer("version").primaryKey(),
  /** Until when history was read. */
  at: instant("at").notNull(),
  /** Ended cases. */
  cases: integer("cases").notNull(),
  score: jsonb("score").notNull(),
});

/** Shape of lib/forecast/learned-model.ts, in business days. */
export interface LearnedCell {
  n: number;
  left: readonly (readonly number[])[];
  brand: string | null;
}

/**
 * What was learned, per organisation: the stays of its own brands and of all together, so that no row of one says
 * anything of another's brand. The latest version counts.
 */
export const learnedCells = pgTable(
  "learned_cells",
  {
    organisationId: organisationId(),
    version: integer("version").notNull(),
    at: instant("at").notNull(),
    apart: doublePrecision("apart").notNull(),
    brands: jsonb("brands").$type<string[]>().notNull(),
    cells: jsonb("cells").$type<Record<string, LearnedCell>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.version] }),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);
