import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { type Actor, asActor } from "@/lib/access/actor";
import { signIn } from "@/lib/auth/sign-in";
import {
  acting,
  clock,
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
import { setDisabled } from "./administer";
import { isResetOpen, requestReset, resetPassword } from "./reset-password";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
});

afterAll(() => closeHouse());

describe("a forgotten password", () => {
  test("is answered the same for every address, and mailed only to accounts", async () => {
    await requestReset({ email: "nobody@nowhere.example" }, here);
    const queued = await asActor(system, (tx) =>
      tx.select().from(mails).where(eq(mails.recipient, "nobody@nowhere.example")),
    );
    expect(queued).toHaveLength(0);
  });

  test("is replaced through the mail, which signs everybody out and works once", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin");
    const { email, sessionId } = people[0]!;
    await requestReset({ email }, here);
    await requestReset({ email }, here);
    const [first, second] = [await tokenTo(admin, email), await tokenTo(admin, email)];
    expect(await isResetOpen(first, now)).toBe(true);
    expect(await refused(resetPassword({ token: first, password: "Password1234" }, here))).toBe("invalid");
    await resetPassword({ token: first, password: newPassword }, here);
    expect(await acting(sessionId)).toBeNull();
    for (const token of [first, second]) {
      expect(await isResetOpen(token, now)).toBe(false);
      expect(await refused(resetPassword({ token, password }, here))).toBe("not_possible");
    }
    expect(await refused(signIn({ email, password }, here))).toBe("invalid");
    await signIn({ email, password: newPassword }, here);
    expect((await newestMail(email)).template).toBe("password_changed");
  });

  test("has a link for one hour, and none for a person switched off", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin", "customer_member");
    const { email, userId } = people[1]!;
    await requestReset({ email }, here);
    const token = await tokenTo(admin, email);
    expect(await isResetOpen(token, inMinutes(59))).toBe(true);
    expect(await isResetOpen(token, inMinutes(60))).toBe(false);
    await setDisabled(admin, userId, true, now);
    expect(await isResetOpen(token, now)).toBe(false);
  });

  test("floods nobody's mail: three an hour to one account", async () => {
    const { people } = await makeOrganisation(admin, "customer_admin");
    const { email } = people[0]!;
    for (let round = 0; round < 8; round += 1)
      await requestReset({ email }, { address: `198.51.100.${round}`, clock });
    const queued = await asActor(system, (tx) => tx.select().from(mails).where(eq(mails.recipient, email)));
    expect(queued).toHaveLength(3);
  });

  test("is not asked for without end from one address", async () => {
    const from = { address: "192.0.2.200", clock };
    const asked = Array.from({ length: 21 }, (_, index) =>
      requestReset({ email: `a${index}@b.example` }, from),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });
});
