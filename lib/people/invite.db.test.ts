import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { signIn } from "@/lib/auth/sign-in";
import { switchOrganisation } from "@/lib/auth/switch-organisation";
import { showLink } from "@/lib/notifications/mailbox";
import {
  acting,
  here,
  inMinutes,
  makeAdmin,
  makeOrganisation,
  newestMail,
  newPassword,
  now,
  openHouse,
  password,
  refused,
  system,
  tokenTo,
} from "@/lib/notifications/testing";
import { acceptInvitation, readInvitation } from "./accept-invitation";
import { addPerson } from "./add-person";
import { invite, inviteAgain, revokeInvitation } from "./invite";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
});

afterAll(() => closeHouse());

describe("an invitation", () => {
  test("brings a new person in, once, signed in with a password of their own", async () => {
    const { organisationId, people, name } = await makeOrganisation(admin, "customer_admin");
    const email = "tom@new.example";
    const role = "customer_validator";
    await invite(people[0]!.actor, { organisationId, email: email.toUpperCase(), name: "Tom", role }, now);
    const { link } = await showLink(admin, (await newestMail(email)).id, now);
    expect(link).toMatch(/^https:\/\/frames\.example\/invite\/[\w-]{43}$/);
    const token = await tokenTo(admin, email);
    expect(await readInvitation(token, now)).toMatchObject({
      email,
      role,
      to: name,
      hasAccount: false,
    });

    const chosen = { token, name: "Tom Weidner", password: "password1234" };
    expect(await refused(acceptInvitation(chosen, now))).toBe("invalid");
    const { sessionId } = await acceptInvitation({ ...chosen, password }, now);
    expect(await acting(sessionId!)).toMatchObject({ organisationId, role });
    expect(await readInvitation(token, now)).toBeNull();
    expect(await refused(acceptInvitation({ ...chosen, password }, now))).toBe("not_possible");
    expect(await refused(invite(people[0]!.actor, { organisationId, email, name: "Tom", role }, now))).toBe(
      "conflict",
    );
  });

  test("gives somebody with an account the organisation, and neither session nor password", async () => {
    const { people } = await makeOrganisation(admin, "customer_member", "customer_admin");
    const other = await makeOrganisation(admin, "customer_admin");
    const { email, sessionId, userId } = people[0]!;
    const { organisationId } = other;
    await invite(other.people[0]!.actor, { organisationId, email, name: "P", role: "customer_admin" }, now);
    const token = await tokenTo(admin, email);
    expect(await readInvitation(token, now)).toMatchObject({ hasAccount: true });
    expect(await acceptInvitation({ token, name: "X", password: newPassword }, now)).toEqual({
      sessionId: null,
    });
    await signIn({ email, password }, here);
    await switchOrganisation({ id: sessionId, userId }, organisationId);
    expect(await acting(sessionId)).toMatchObject({ organisationId, role: "customer_admin" });
  });

  test("makes nobody of the producer's staff a customer", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin");
    const email = "ops@framewatch.example";
    await addPerson(system, { email, name: "Marta", password, producerRole: "ops" });
    await invite(people[0]!.actor, { organisationId, email, name: "M", role: "customer_admin" }, now);
    expect(await refused(acceptInvitation({ token: await tokenTo(admin, email) }, now))).toBe("conflict");
  });

  test("is dead when taken back or after 14 days, and lives on when sent again", async () => {
    const { organisationId, people } = await makeOrganisation(admin, "customer_admin");
    const boss = people[0]!.actor;
    const email = "late@new.example";
    const { invitationId } = await invite(
      boss,
      { organisationId, email, name: "Late", role: "customer_member" },
      now,
    );
    const token = await tokenTo(admin, email);
    const day = 24 * 60;
    expect(await readInvitation(token, inMinutes(14 * day - 1))).not.toBeNull();
    expect(await readInvitation(token, inMinutes(14 * day))).toBeNull();
    await inviteAgain(boss, { organisationId, invitationId }, now);
    const again = await tokenTo(admin, email);
    await revokeInvitation(boss, { organisationId, invitationId }, now);
    for (const dead of [token, again]) expect(await readInvitation(dead, now)).toBeNull();
    expect(await refused(showLink(admin, (await newestMail(email)).id, now))).toBe("not_possible");
    expect(await refused(revokeInvitation(boss, { organisationId, invitationId }, now))).toBe("not_found");
  });
});
