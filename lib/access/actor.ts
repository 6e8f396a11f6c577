export type {
  Actor,
  CustomerActor,
  ProducerActor,
  StakeholderActor,
  SystemActor,
  Tx,
  VisitorActor,
} from "@/db/as-actor";
export { asActor } from "@/db/as-actor";

import type { Actor } from "@/db/as-actor";
import type { Role } from "./permissions";

/** The actor's row in the permission matrix. */
export function roleOf(actor: Actor): Role {
  return actor.kind === "customer" ? actor.role : actor.kind;
}

/** What history keeps of who acted; null ids for the system, whose job is named instead. */
export function signature(actor: Actor): {
  actorKind: "customer" | "ops" | "admin" | "system";
  actorId: string | null;
  actorJob: string | null;
} {
  switch (actor.kind) {
    case "customer":
    case "ops":
    case "admin":
      return { actorKind: actor.kind, actorId: actor.userId, actorJob: null };
    case "system":
      return { actorKind: "system", actorId: null, actorJob: actor.job };
    case "stakeholder":
      throw new Error("A stakeholder never writes history.");
  }
}
