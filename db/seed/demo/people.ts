import { asActor, type CustomerActor, type ProducerActor } from "@/db/as-actor";
import { organisations } from "@/db/schema";
import { newId } from "@/lib/access/ids";
import { addPerson } from "@/lib/people/add-person";

export const DEMO_PASSWORD = "framewatch-demo";
const system = { kind: "system", job: "demo" } as const;

export interface Cast {
  organisationId: string;
  customer: CustomerActor;
}

export interface DemoPeople {
  staff: ProducerActor;
  nike: Cast;
  lumen: Cast;
  oberauer: Cast;
  fjell: Cast;
}

/** The demo accounts of the contract, and other organisations with an administrator of their own. */
export async function addDemoPeople(): Promise<DemoPeople> {
  const person = (name: string, email: string, more: Partial<Parameters<typeof addPerson>[1]>) =>
    addPerson(system, { name, email, password: DEMO_PASSWORD, ...more });
  const nike = await addOrganisation("Nike Vision", { showNames: true });
  const lumen = await addOrganisation("Lumen Optical", {});
  const oberauer = await addOrganisation("Brillenmanufaktur Oberauer & Söhne", { startOnAcceptance: false });
  const fjell = await addOrganisation("Fjell & Skagen Brillehus", {});
  await person("Henrik Aas", "admin@framewatch.example", { producerRole: "admin" });
  const staff = await person("Marta Kowalczyk", "ops@framewatch.example", {
    producerRole: "ops",
    department: "modelling",
  });
  for (const [name, department] of STAFF) {
    await addPerson(system, {
      name,
      email: `${name.split(" ")[0]?.toLowerCase()}@framewatch.example`,
      producerRole: "ops",
      department,
    });
  }
  const anna = await person("Anna Brandt", "admin@nike.example", {
    memberships: [{ organisationId: nike, role: "customer_admin" }],
  });
  await person("Jo Lind", "member@nike.example", {
    memberships: [
      { organisationId: nike, role: "customer_member", approvalLimit: 500_00, approvalCurrency: "EUR" },
    ],
  });
  await person("Tom Weidner", "validator@nike.example", {
    memberships: [{ organisationId: nike, role: "customer_validator" }],
  });
  const priya = await person("Priya Nair", "admin@lumen.example", {
    memberships: [{ organisationId: lumen, role: "customer_admin" }],
  });
  const lois = await person("Lois Oberauer", "admin@oberauer.example", {
    memberships: [{ organisationId: oberauer, role: "customer_admin" }],
  });
  const sigrid = await person("Sigrid Dahl", "admin@fjell.example", {
    memberships: [{ organisationId: fjell, role: "customer_admin" }],
  });
  return {
    staff: { kind: "ops", userId: staff.userId },
    nike: cast(nike, anna.userId),
    lumen: cast(lumen, priya.userId),
    oberauer: cast(oberauer, lois.userId),
    fjell: cast(fjell, sigrid.userId),
  };
}

const STAFF = [
  ["Ines Carvalho", "commercial"],
  ["Jonas Ek", "modelling"],
  ["Duc Nguyen", "modelling"],
  ["Amara Okafor", "quality"],
  ["Pavel Horák", "planning"],
] as const;

function cast(organisationId: string, userId: string): Cast {
  const customer = {
    kind: "customer",
    userId,
    organisationId,
    role: "customer_admin",
    approvalLimit: null,
    approvalCurrency: null,
  } as const;
  return { organisationId, customer };
}

async function addOrganisation(
  name: string,
  more: { showNames?: boolean; startOnAcceptance?: boolean },
): Promise<string> {
  const id = newId();
  await asActor(system, (tx) => tx.insert(organisations).values({ id, name, ...more }));
  return id;
}
