import { join } from "node:path";
import { expect } from "@playwright/test";
import { sql } from "drizzle-orm";
import { startServer } from "@/db/embedded/start-server";
import { type Actor, asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import type { EventId } from "@/lib/lifecycle/states";
import { placeOrder } from "@/lib/orders/place-order";
import { sendEvent } from "@/lib/variants/send-event";
import { PEOPLE } from "./people";

/** Takes the way to where a test begins by the product's own commands, on the database its server uses. */
export interface Prepared {
  staff: ProducerActor;
  customer: CustomerActor;
  /** The variants' ids by SKU. */
  ids: ReadonlyMap<string, string>;
  order: string;
  /** Sends an event for these SKUs; every one has to move. */
  moved(event: EventId, skus: readonly string[], reason?: string): Promise<void>;
}

const system: Actor = { kind: "system", job: "test" };

/** Ops, acting by the product's commands on the database its server uses. Close the database afterwards. */
export async function actAsOps(): Promise<ProducerActor> {
  const directory = join(process.env.FRAMEWATCH_TEST_DATA ?? "", "postgres");
  process.env.DATABASE_URL ||= (await startServer({ directory })).url;
  const [ops] = await asActor(system, (tx) =>
    tx.execute<{ id: string }>(sql`select id from users where email = ${PEOPLE.ops}`),
  );
  return { kind: "ops", userId: ops?.id ?? "" };
}

/** Orders a batch of simple variants of one product for Nike's admin. Close the database afterwards. */
export async function prepare(batch: string, product: string, skus: readonly string[]): Promise<Prepared> {
  const staff = await actAsOps();
  const [admin] = await asActor(system, (tx) =>
    tx.execute<{ id: string; organisation_id: string }>(sql`
      select u.id, m.organisation_id from users u join memberships m on m.user_id = u.id
      where u.email = ${PEOPLE.customer_admin}`),
  );
  const organisationId = admin?.organisation_id ?? "";
  const customer: CustomerActor = {
    kind: "customer",
    userId: admin?.id ?? "",
    organisationId,
    role: "customer_admin",
    approvalLimit: null,
    approvalCurrency: null,
  };
  const what = { brand: "Nike", product, batch, colour: "Gold", complexity: "simple" as const };
  const lines = skus.map((sku) => ({ sku, ...what }));
  const { orderId } = await placeOrder(customer, { organisationId, lines }, new Date());
  const variants = await asActor(system, (tx) =>
    tx.execute<{ id: string; sku: string; number: string }>(sql`
      select v.id, v.sku, o.number from variants v join orders o on o.organisation_id = v.organisation_id and o.id = v.order_id
      where v.organisation_id = ${organisationId} and v.order_id = ${orderId}`),
  );
  const ids = new Map(variants.map(({ id, sku }) => [sku, id]));
  return {
    staff,
    customer,
    ids,
    order: variants[0]?.number ?? "",
    async moved(event, which, reason) {
      const variantIds = which.map((sku) => ids.get(sku) ?? "");
      const result = await sendEvent(staff, { variantIds, event, ...(reason ? { reason } : {}) }, new Date());
      expect(result.refused).toEqual([]);
      expect(result.moved).toBe(which.length);
    },
  };
}
