import { sql } from "drizzle-orm";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { organisations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { asActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { newId } from "@/lib/access/ids";
import { addPerson } from "@/lib/people/add-person";
import type { Clock } from "./clock";
import { hashPassword, verifyPassword } from "./passwords";
import { readSession } from "./read-session";
import { beginEnrolment, confirmEnrolment } from "./second-factor";
import { signIn } from "./sign-in";
import { beginAttempt } from "./sign-in-limits";

const system = { kind: "system", job: "test" } as const;
const password = "kestrel-oboe-attic";
const organisationId = newId();
let database: TestDatabase;
let users: Record<"anna" | "jo", { userId: string; email: string }>;

/** A clock that stands still but for the pauses taken. */
function stoppedClock(start = "2026-03-04T10:00:00Z"): Clock & { paused: number } {
  let time = new Date(start).getTime();
  return {
    paused: 0,
    now: () => new Date(time),
    async pause(milliseconds) {
      time += milliseconds;
      this.paused += milliseconds;
    },
  };
}

const later = (minutes: number) => stoppedClock(new Date(Date.UTC(2026, 2, 4, 10, minutes)).toISOString());

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error("It was not refused.");
  return error;
}

async function guess(
  email: string,
  address: string,
  clock: Clock,
  typed = "wrong-password-here",
): Promise<string> {
  const { code, message } = await refusal(signIn({ email, password: typed }, { address, clock }));
  return `${code}: ${message}`;
}

beforeAll(async () => {
  database = await createTestDatabase();
  await asActor(system, (tx) => tx.insert(organisations).values({ id: organisationId, name: "Halden" }));
  const made = ["anna", "jo"].map(async (name) => {
    const email = `${name}@halden.example`;
    const memberships = [{ organisationId, role: "customer_member" as const }];
    return { email, ...(await addPerson(system, { email, name, password, memberships })) };
  });
  const [anna, jo] = await Promise.all(made);
  users = { anna: anna!, jo: jo! };
});

beforeEach(async () => {
  await asActor(system, (tx) => tx.execute(sql`delete from limits`));
});

afterAll(() => database.drop());

describe("signing in", () => {
  test("with the right password opens a session, however the address is typed", async () => {
    const clock = stoppedClock();
    const id = await signIn({ email: "  Anna@Halden.EXAMPLE ", password }, { address: "203.0.113.1", clock });
    const session = await readSession(id, clock.now());
    expect(session).toMatchObject({
      userId: users.anna.userId,
      name: "anna",
      totpVerified: false,
      memberships: [{ organisationId, organisationName: "Halden", role: "customer_member" }],
    });
  });

  test("tells nobody whether an account exists: every answer in a row is the same", async () => {
    const answers = { real: [] as string[], made: [] as string[] };
    const clocks = { real: stoppedClock(), made: stoppedClock() };
    for (let round = 0; round < 14; round += 1) {
      answers.real.push(await guess("anna@halden.example", "203.0.113.1", clocks.real));
      answers.made.push(await guess("nobody@halden.example", "203.0.113.2", clocks.made));
    }
    expect(answers.made).toEqual(answers.real);
    expect(clocks.made.paused).toBe(clocks.real.paused);
    expect(answers.real[0]).toBe("invalid: The e-mail address or the password is not right.");
    expect(answers.real.at(-1)).toMatch(/^limited: Too many attempts\. Try again in \d+ seconds\.$/);
  });

  test("works as long for an unknown account: a decoy is verified", async () => {
    expect(await verifyPassword(null, "anything")).toBe(false);
    expect(await verifyPassword(await hashPassword(password), password)).toBe(true);
  });

  test("takes odd input for a wrong password", async () => {
    const clock = stoppedClock();
    const inputs = [
      {},
      { email: 7, password: [] },
      { email: "anna@halden.example", password: "x".repeat(100_000) },
    ];
    for (const input of inputs)
      expect((await refusal(signIn(input, { address: "203.0.113.1", clock }))).code).toBe("invalid");
  });

  test("of a disabled person says so only after the right password", async () => {
    const clock = stoppedClock();
    const gone = await addPerson(system, { email: "gone@halden.example", name: "Gone", password });
    await asActor(system, (tx) =>
      tx.execute(sql`update users set disabled_at = now() where id = ${gone.userId}`),
    );
    const context = { address: "203.0.113.1", clock };
    const wrong = await refusal(signIn({ email: "gone@halden.example", password: "wrong" }, context));
    const right = await refusal(signIn({ email: "gone@halden.example", password }, context));
    expect(wrong.message).toBe("The e-mail address or the password is not right.");
    expect(right.message).toContain("switched off");
  });
});

describe("guessing", () => {
  test("side by side gets no more attempts than one after the other", async () => {
    const clock: Clock = { now: () => new Date("2026-03-04T10:00:00Z"), pause: async () => {} };
    const codes = await Promise.all(
      Array.from({ length: 40 }, () => guess("anna@halden.example", "203.0.113.9", clock)),
    );
    expect(codes.filter((answer) => answer.startsWith("invalid"))).toHaveLength(5);
    expect(codes.filter((answer) => answer.startsWith("limited"))).toHaveLength(35);
  });

  test("from many addresses never locks the owner out of a known one", async () => {
    const home = { address: "198.51.100.7", clock: stoppedClock() };
    await signIn({ email: "anna@halden.example", password }, home);
    for (let index = 0; index < 100; index += 1)
      await beginAttempt({ account: "anna@halden.example", address: `203.0.113.${index}` }, later(1));
    expect(await guess("anna@halden.example", "192.0.2.1", later(2), password)).toMatch(/^limited/);
    const again = await signIn({ email: "anna@halden.example", password }, { ...home, clock: later(2) });
    expect(await readSession(again, later(2).now())).not.toBeNull();
  });

  test("at the owner's own address slows the owner for half a minute at most", async () => {
    const address = "198.51.100.7";
    const clock = stoppedClock();
    await signIn({ email: "anna@halden.example", password }, { address, clock });
    for (let round = 0; round < 30; round += 1) await guess("anna@halden.example", address, clock);
    await clock.pause(30_000);
    await signIn({ email: "anna@halden.example", password }, { address, clock });
  });

  test("many accounts from one address ends, and the neighbours at a known address are let in", async () => {
    const address = "198.51.100.8";
    await signIn({ email: "jo@halden.example", password }, { address, clock: stoppedClock() });
    const clock = later(1);
    for (let index = 0; index < 60; index += 1)
      await beginAttempt({ account: `person${index}@halden.example`, address }, clock);
    expect(await guess("anna@halden.example", address, clock)).toMatch(/^limited/);
    await signIn({ email: "jo@halden.example", password }, { address, clock });
  });

  test("keeps nobody's address, of a person or a machine", async () => {
    await guess("anna@halden.example", "203.0.113.1", stoppedClock());
    const rows = await asActor(system, (tx) => tx.execute<{ key: string }>(sql`select key from limits`));
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/halden|203\.0/);
  });
});

describe("a second factor", () => {
  const address = "198.51.100.20";

  async function enrolled(name: string) {
    const email = `${name}@framewatch.example`;
    const { userId } = await addPerson(system, { email, name, password, producerRole: "ops" });
    const clock = stoppedClock();
    const first = await signIn({ email, password }, { address, clock });
    const other = await signIn({ email, password }, { address, clock });
    const { secret } = await beginEnrolment(userId);
    const code = (at: Date) => new TOTP({ secret }).generate({ timestamp: at.getTime() });
    const { recoveryCodes } = await confirmEnrolment({ id: first, userId }, code(clock.now()), clock.now());
    return { email, userId, clock, first, other, code, recoveryCodes };
  }

  test("once confirmed verifies this session and ends the ones without it", async () => {
    const { first, other, clock } = await enrolled("marta");
    expect(await readSession(first, clock.now())).toMatchObject({ totpVerified: true, enrolled: true });
    expect(await readSession(other, clock.now())).toBeNull();
  });

  test("is asked for after the right password, each code counts once", async () => {
    const { email, clock, code } = await enrolled("henrik");
    const without = await refusal(signIn({ email, password }, { address, clock }));
    expect(without.details).toMatchObject({ codeNeeded: true });
    expect((await refusal(signIn({ email, password: "wrong" }, { address, clock }))).details).toEqual({});

    await clock.pause(60_000);
    const now = code(clock.now());
    const id = await signIn({ email, password, code: now }, { address, clock });
    expect(await readSession(id, clock.now())).toMatchObject({ totpVerified: true });
    const twice = await refusal(signIn({ email, password, code: now }, { address, clock }));
    expect(twice.message).toContain("used before");
  });

  test("of two with the same code at once lets one in", async () => {
    const { email, clock, code } = await enrolled("ida");
    await clock.pause(60_000);
    const both = await Promise.allSettled(
      [1, 2].map(() => signIn({ email, password, code: code(clock.now()) }, { address, clock })),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("has recovery codes that count once and are kept as hashes", async () => {
    const { email, userId, clock, recoveryCodes } = await enrolled("olav");
    const [code = ""] = recoveryCodes;
    await signIn({ email, password, code: code.toUpperCase() }, { address, clock });
    expect((await refusal(signIn({ email, password, code }, { address, clock }))).code).toBe("invalid");
    const [kept] = await asActor(system, (tx) =>
      tx.execute<{ hashes: string[] }>(
        sql`select recovery_hashes as hashes from credentials where user_id = ${userId}`,
      ),
    );
    expect(kept?.hashes).toHaveLength(9);
    expect(JSON.stringify(kept)).not.toContain(recoveryCodes[1]);
  });

  test("cannot be guessed: wrong codes count as attempts", async () => {
    const { email, clock } = await enrolled("per");
    const codes = Array.from({ length: 30 }, (_, index) => String(index).padStart(6, "0"));
    const answers = [];
    const stranger = "203.0.113.77";
    for (const code of codes)
      answers.push((await refusal(signIn({ email, password, code }, { address: stranger, clock }))).code);
    expect(answers.filter((answer) => answer === "invalid").length).toBeLessThanOrEqual(10);
    expect(answers.at(-1)).toBe("limited");
  });
});
