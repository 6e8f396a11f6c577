import { asc } from "drizzle-orm";
import { organisations } from "@/db/schema";
import { type Actor, asActor, roleOf } from "@/lib/access/actor";
import { notPermitted } from "@/lib/access/errors";
import { can } from "@/lib/access/permissions";

/** The organisations the actor may place orders for, by name: a customer's own, all for the producer. */
export function listCustomers(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!can(roleOf(actor), "placeOrder")) throw notPermitted("place orders");
  return asActor(actor, (tx) =>
    tx
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .orderBy(asc(organisations.name)),
  );
}
