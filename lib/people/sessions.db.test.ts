import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessions } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { revokeOwnSession, revokeSession } from "@/lib/auth/revoke-sessions";
import { signIn } from "@/lib/auth/sign-in";
import { switchOrganisation } from "@/lib/auth/switch-organisation";
import {
  acting,
  here,
  inMinutes,
  makeAdmin,
  makeOrganisation,
  newPassword,
  now,
  openHouse,
  password,
  refused,
  system,
} from "@/lib/notifications/testing";
import { setDisabled } from "./administer";
import { changeMembership, removeMember } from "./change-membership";
import { changePassword } from "./own-account";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
});

afterAll(() => closeHouse());

describe("a session", () => {
  test("ends at once with signing out, elsewhere too, and only by its owner", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const [one, two] = people;
    await revokeOwnSession(two!.userId, one!.sessionId, now);
    expect(await acting(one!.sessionId)).toEqual(one!.actor);
    await revokeSession(one!.sessionId, now);
    expect(await acting(one!.sessionId)).toBeNull();
  });

  test("ends at once when its person is switched off, and stays ended", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const { userId, sessionId } = people[1]!;
    await setDisabled(admin, userId, true, now);
    expect(await acting(sessionId)).toBeNull();
    await setDisabled(admin, userId, false, now);
    expect(await acting(sessionId)).toBeNull();
  });

  test("acts in the new role from the next request on", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const [boss, member] = people;
    const change = { role: "customer_validator", approvalLimit: 50_000, approvalCurrency: "eur" } as const;
    await changeMembership(boss!.actor, { organisationId, userId: member!.userId }, change, now);
    expect(await acting(member!.sessionId)).toEqual({
      ...member!.actor,
      role: "customer_validator",
      approvalLimit: 50_000,
      approvalCurrency: "EUR",
    });
    await removeMember(boss!.actor, { organisationId, userId: member!.userId }, now);
    expect(await acting(member!.sessionId)).toBeNull();
  });

  test("lives for 30 days after it was last used, a verified one of the producer's for 12 hours", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin");
    const { sessionId } = people[0]!;
    const day = 24 * 60;
    expect(await acting(sessionId, inMinutes(29 * day))).not.toBeNull();
    expect(await acting(sessionId, inMinutes(58 * day))).not.toBeNull();
    expect(await acting(sessionId, inMinutes(89 * day))).toBeNull();
    const staff = await openSession(admin.userId, { totpVerified: true, now });
    expect(await acting(staff, inMinutes(12 * 60 - 1))).not.toBeNull();
    expect(await acting(staff, inMinutes(25 * 60))).toBeNull();
  });

  test("writes when it was last seen at most once a minute", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin");
    const { sessionId } = people[0]!;
    const seen = async () => {
      const [row] = await asActor(system, (tx) =>
        tx.select().from(sessions).where(eq(sessions.id, sessionId)),
      );
      return row!.lastSeenAt;
    };
    await readSession(sessionId, new Date(now.getTime() + 59_000));
    expect(await seen()).toEqual(now);
    await readSession(sessionId, inMinutes(1));
    expect(await seen()).toEqual(inMinutes(1));
    await readSession(sessionId, inMinutes(9), { unasked: true });
    expect(await seen(), "a page that follows the news is no use").toEqual(inMinutes(1));
  });

  test("of somebody in two organisations acts in one of them, the one chosen", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin");
    const other = await makeOrganisation(admin, "customer_admin");
    const { userId, sessionId } = people[0]!;
    await asActor(system, (tx) =>
      tx.execute(sql`insert into memberships (organisation_id, user_id, role)
        values (${other.organisationId}, ${userId}, 'customer_validator')`),
    );
    await switchOrganisation({ id: sessionId, userId }, other.organisationId);
    expect(await acting(sessionId)).toMatchObject({
      organisationId: other.organisationId,
      role: "customer_validator",
    });
    await switchOrganisation({ id: sessionId, userId }, organisationId);
    expect(await acting(sessionId)).toMatchObject({ organisationId, role: "customer_admin" });
    const stranger = (await makeOrganisation(admin, "customer_admin")).organisationId;
    expect(await refused(switchOrganisation({ id: sessionId, userId }, stranger))).toBe("not_found");
  });
});

describe("one's own password", () => {
  test("is changed against the current one and ends the other sessions", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin");
    const self = people[0]!;
    const other = await openSession(self.userId, { totpVerified: false, now });
    const fresh = newPassword;
    expect(await refused(changePassword(self, { current: "wrong", password: fresh }, here))).toBe("invalid");
    expect(await refused(changePassword(self, { current: password, password: "short" }, here))).toBe(
      "invalid",
    );
    await changePassword(self, { current: password, password: fresh }, here);
    expect(await acting(self.sessionId)).not.toBeNull();
    expect(await acting(other)).toBeNull();
    await signIn({ email: self.email, password: fresh }, here);
  });
});
