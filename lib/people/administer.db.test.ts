import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { newId } from "@/lib/access/ids";
import { acting, makeAdmin, makeOrganisation, now, openHouse, refused } from "@/lib/notifications/testing";
import { setDisabled } from "./administer";
import { changeMembership, removeMember } from "./change-membership";
import { type Invite, invite } from "./invite";
import { listMembers } from "./list-people";
import { PRODUCER } from "./scope";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
});

afterAll(() => closeHouse());

describe("the last admin of an organisation", () => {
  test("cannot be removed, demoted or switched off", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const key = { organisationId, userId: people[0]!.userId };
    const change = { role: "customer_member", approvalLimit: null, approvalCurrency: null } as const;
    expect(await refused(changeMembership(people[0]!.actor, key, change, now))).toBe("not_possible");
    expect(await refused(removeMember(people[0]!.actor, key, now))).toBe("not_possible");
    expect(await refused(removeMember(admin, key, now))).toBe("not_possible");
    expect(await refused(setDisabled(admin, key.userId, true, now))).toBe("not_possible");
    expect(await acting(people[0]!.sessionId)).toEqual(people[0]!.actor);
  });

  test("is whoever is left when two take each other's role, or are switched off, at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { organisationId, people } = await makeOrganisation(admin, "customer_admin", "customer_admin");
      const [one, two] = people;
      const outcomes = await Promise.allSettled([
        removeMember(one!.actor, { organisationId, userId: two!.userId }, now),
        setDisabled(admin, one!.userId, true, now),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });
});

describe("managing people", () => {
  const someone = { email: "new@somewhere.example", name: "New Person", role: "customer_member" } as const;

  test("is for admins, of their own organisation only", async () => {
    const { organisationId, people } = await makeOrganisation(
      admin,
      "customer_admin",
      "customer_member",
      "customer_validator",
    );
    const other = await makeOrganisation(admin, "customer_admin");
    const [boss, member, validator] = people;
    for (const { actor } of [member!, validator!])
      expect(await refused(invite(actor, { organisationId, ...someone }, now))).toBe("not_permitted");
    const key = { organisationId: other.organisationId, userId: other.people[0]!.userId };
    expect(await refused(invite(boss!.actor, { ...key, ...someone }, now))).toBe("not_found");
    expect(await refused(removeMember(boss!.actor, key, now))).toBe("not_found");
    expect(await refused(listMembers(boss!.actor, other.organisationId, now))).toBe("not_found");
    expect(await refused(removeMember(boss!.actor, { organisationId, userId: key.userId }, now))).toBe(
      "not_found",
    );
    expect(await refused(setDisabled(boss!.actor, member!.userId, true, now))).toBe("not_permitted");
    const staff: Invite = { organisationId: PRODUCER, email: "x@y.example", name: "X", role: "admin" };
    expect(await refused(invite(boss!.actor, staff, now))).toBe("not_found");
    expect(await refused(invite({ kind: "ops", userId: newId() }, staff, now))).toBe("not_permitted");
  });

  test("cannot give a customer a producer's role, nor the other way round", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin");
    const odd = { organisationId, email: "o@o.example", name: "O", role: "admin" } as const;
    expect(await refused(invite(people[0]!.actor, odd, now))).toBe("invalid");
    const staff = { ...odd, organisationId: PRODUCER, role: "customer_admin" } as const;
    expect(await refused(invite(admin, staff, now))).toBe("invalid");
  });

  test("names people of its own organisation and no others", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const { members } = await listMembers(people[0]!.actor, organisationId, now);
    expect(members.map(({ email }) => email)).toEqual(people.map(({ email }) => email));
  });
});
