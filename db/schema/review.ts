import { foreignKey, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant, organisationId } from "./keys";
import { organisations } from "./organisations";

/** Up to when a person has seen the news of an organisation, by their own word: reading a page changes nothing. */
export const checkIns = pgTable(
  "check_ins",
  {
    organisationId: organisationId(),
    userId: uuid("user_id").notNull(),
    seenUntil: instant("seen_until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.userId] }),
    foreignKey({ columns: [t.organisationId], foreignColumns: [organisations.id] }),
  ],
);
