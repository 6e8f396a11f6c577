import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { mintSetupCode } from "@/lib/auth/first-admin";
import { openSession } from "@/lib/auth/open-session";
import { readSession } from "@/lib/auth/read-session";
import { acting, here, now, openHouse, password, refused } from "@/lib/notifications/testing";
import { changeStaff, setDisabled } from "./administer";
import { createFirstAdmin } from "./create-first-admin";

let admin: Actor & { kind: "admin" };
let closeHouse: () => Promise<void>;

beforeAll(async () => {
  closeHouse = await openHouse();
});

afterAll(() => closeHouse());

describe("the first administrator", () => {
  test("is made once, with the code printed at start and no other", async () => {
    const earlier = await mintSetupCode(now);
    const code = (await mintSetupCode(now))!;
    const who = { name: "Henrik Aas", email: "henrik@framewatch.example", password };
    expect(await refused(createFirstAdmin({ ...who, code: earlier! }, here))).toBe("invalid");
    expect(await refused(createFirstAdmin({ ...who, code: "nonsense" }, here))).toBe("invalid");
    const both = await Promise.allSettled([
      createFirstAdmin({ ...who, code }, here),
      createFirstAdmin({ ...who, email: "second@framewatch.example", code }, here),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const made = both.find(({ status }) => status === "fulfilled") as PromiseFulfilledResult<{
      sessionId: string;
    }>;
    const session = (await readSession(made.value.sessionId, now))!;
    expect(session.producerRole).toBe("admin");
    expect(await mintSetupCode(now)).toBeNull();
    expect(await refused(createFirstAdmin({ ...who, code }, here))).toBe("not_possible");
    admin = { kind: "admin", userId: session.userId };
  });

  test("may do nothing outside a demo before two-step sign-in is set up", async () => {
    const sessionId = await openSession(admin.userId, { totpVerified: false, now });
    expect(await acting(sessionId)).toBeNull();
    const verified = await openSession(admin.userId, { totpVerified: true, now });
    expect(await acting(verified)).toEqual(admin);
  });

  test("cannot be switched off or demoted while there is no other", async () => {
    const role = { producerRole: "ops", department: null } as const;
    expect(await refused(changeStaff(admin, admin.userId, role, now))).toBe("not_possible");
    expect(await refused(setDisabled(admin, admin.userId, true, now))).toBe("not_possible");
  });
});
