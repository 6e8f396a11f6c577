import { organisations, users } from "@/db/schema";
import { asActor, type CustomerActor, type ProducerActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";

/** Two organisations' admins, who may approve any price, and one of the staff. */
export interface TestPeople {
  nike: CustomerActor;
  lumen: CustomerActor;
  staff: ProducerActor;
}

/** People with ids alone, so that a file can name them before it has a database; `addTestPeople` writes them. */
export function newTestPeople(): TestPeople {
  return { nike: newAdmin(), lumen: newAdmin(), staff: { kind: "ops", userId: newId() } };
}

function newAdmin(): CustomerActor {
  return {
    kind: "customer",
    userId: newId(),
    organisationId: newId(),
    role: "customer_admin",
    approvalLimit: null,
    approvalCurrency: null,
  };
}

/** Writes the organisations and the accounts, without passwords or memberships: commands are given the actors themselves. */
export async function addTestPeople({ nike, lumen, staff }: TestPeople): Promise<void> {
  await asActor({ kind: "system", job: "test" }, async (tx) => {
    await tx.insert(organisations).values([
      { id: nike.organisationId, name: "Nike" },
      { id: lumen.organisationId, name: "Lumen" },
    ]);
    await tx.insert(users).values([
      { id: nike.userId, email: "admin@nike.example", name: "Anna Brandt" },
      { id: lumen.userId, email: "admin@lumen.example", name: "Priya Nair" },
      { id: staff.userId, email: "ops@framewatch.example", name: "Marta Kowalczyk", producerRole: "ops" },
    ]);
  });
}
