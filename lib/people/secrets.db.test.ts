import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import {
  here,
  makeAdmin,
  makeOrganisation,
  newPassword,
  now,
  openHouse,
  password,
  system,
  tokenTo,
} from "@/lib/notifications/testing";
import { invite } from "./invite";
import { requestReset } from "./reset-password";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
});

afterAll(() => closeHouse());

test("no link, code or password that was ever handed out stands in the database", async () => {
  const { organisationId, people } = await makeOrganisation(admin, "customer_admin");
  const boss = people[0]!;
  await invite(
    boss.actor,
    { organisationId, email: "canary@new.example", name: "C", role: "customer_member" },
    now,
  );
  await requestReset({ email: boss.email }, here);
  const secrets = [
    await tokenTo(admin, "canary@new.example"),
    await tokenTo(admin, boss.email),
    password,
    newPassword,
  ];
  const tables = await asActor(system, (tx) =>
    tx.execute<{ name: string }>(sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p')`),
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const rows = await asActor(system, (tx) =>
      tx.execute(sql`select t::text as row from ${sql.identifier(name)} t`),
    );
    for (const secret of secrets) expect(JSON.stringify(rows), name).not.toContain(secret);
  }
});

test("without the system's role the secrets are out of reach", async () => {
  const { people } = await makeOrganisation(admin, "customer_admin");
  const actors: Actor[] = [admin, { kind: "ops", userId: newId() }, people[0]!.actor];
  for (const actor of actors)
    for (const table of ["credentials", "sessions", "access_tokens", "limits", "settings"]) {
      const [row] = await asActor(actor, (tx) =>
        tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`),
      );
      expect(row?.n, `${actor.kind} ${table}`).toBe(0);
    }
  const names = await asActor(people[0]!.actor, (tx) => tx.select().from(organisations));
  expect(names).toHaveLength(1);
});
