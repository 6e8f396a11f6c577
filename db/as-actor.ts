import { type ExtractTablesWithRelations, sql } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type { Place } from "@/lib/lifecycle/states";
import { database, readings } from "./client";
import { changeEdition } from "./editions";
import type * as schema from "./schema";
import type { CustomerRole } from "./schema/people";
import type { ShareScope } from "./schema/sharing";

export type Tx = PgTransaction<
  PostgresJsQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

export interface CustomerActor {
  kind: "customer";
  userId: string;
  organisationId: string;
  role: CustomerRole;
  /** Highest sum this person may decide, minor units of `approvalCurrency`; null where none was set. */
  approvalLimit: number | null;
  approvalCurrency: string | null;
}

export interface ProducerActor {
  kind: "ops" | "admin";
  userId: string;
}

/** The holder of a share link: reads exactly the link's scope. */
export interface StakeholderActor {
  kind: "stakeholder";
  organisationId: string;
  linkId: string;
  scope: ShareScope;
  /** The batch or order; null where the scope is the organisation. */
  subjectId: string | null;
  /** Where the link shows a filtered list: the places its variants stand in. */
  places?: readonly Place[] | null;
}

/** Anybody at the public address of a catalogue: reads what that catalogue shows, and is no actor of any command. */
export interface VisitorActor {
  kind: "visitor";
  slug: string;
}

/** A job, named as the actor in history. */
export interface SystemActor {
  kind: "system";
  job: string;
}

export type Actor = CustomerActor | ProducerActor | StakeholderActor | SystemActor;

function settingsOf(actor: Actor | VisitorActor): {
  organisation: string;
  user: string;
  scope: string;
  subject: string;
  places?: string;
} {
  switch (actor.kind) {
    case "customer":
      return { organisation: actor.organisationId, user: actor.userId, scope: "", subject: "" };
    case "ops":
    case "admin":
      return { organisation: "", user: actor.userId, scope: "", subject: "" };
    case "stakeholder":
      return {
        organisation: actor.organisationId,
        user: "",
        scope: actor.scope,
        subject: actor.subjectId ?? "",
        places: actor.places?.join(",") ?? "",
      };
    case "visitor":
      return { organisation: "", user: "", scope: actor.slug, subject: "" };
    case "system":
      return { organisation: "", user: "", scope: "", subject: "" };
  }
}

/**
 * The one way to the data: a transaction in which Postgres knows who acts. It runs as `framewatch_app`, which owns
 * nothing and is held by row-level security; both settings end with the transaction. Throws what `work` throws.
 */
export function asActor<T>(
  actor: Actor | VisitorActor,
  work: (tx: Tx) => Promise<T>,
  options?: {
    /** Writes nothing, and reads all of it as of one moment: what two queries say of a variant agrees. */
    readOnly?: boolean;
    /** The same moment for all that is read, in what writes besides. */
    isolation?: "repeatable read";
    /** Writes nothing that any page shows, such as whose turn a job is. */
    unseen?: boolean;
  },
): Promise<T> {
  const { organisation, user, scope, subject, places = "" } = settingsOf(actor);
  let wrote = true;
  const done = (options?.readOnly ? readings() : database()).transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('role', 'framewatch_app', true), set_config('fw.kind', ${actor.kind}, true),
        set_config('fw.organisation', ${organisation}, true), set_config('fw.user', ${user}, true),
        set_config('fw.scope', ${scope}, true), set_config('fw.subject', ${subject}, true),
        set_config('fw.places', ${places}, true)`);
      const result = await work(tx);
      // Jobs look for work all the time and mostly find none.
      if (actor.kind === "system" && !options?.readOnly) wrote = await hasWritten(tx);
      return result;
    },
    // An empty configuration would make drizzle send an empty `set transaction`.
    options?.isolation && { isolationLevel: options.isolation },
  );
  // Where the answer to a commit was lost it may have happened nevertheless.
  if (options?.readOnly || options?.unseen) return done;
  return done.finally(() => {
    if (wrote) changeEdition(organisation || undefined);
  });
}

async function hasWritten(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ wrote: boolean }>(
    sql`select pg_current_xact_id_if_assigned() is not null as wrote`,
  );
  return row?.wrote ?? true;
}
