import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "@/lib/access/errors";
import { makeAdmin, makeOrganisation, openHouse } from "@/lib/notifications/testing";
import { openSession } from "./open-session";
import { revokeSession } from "./revoke-sessions";
import { sealCookie } from "./session-cookie";
import { withActor } from "./with-actor";

const home = "https://frames.example";
let closeHouse: () => Promise<void>;
let admin: Awaited<ReturnType<typeof makeAdmin>>;
let member: { userId: string };

beforeAll(async () => {
  closeHouse = await openHouse();
  admin = await makeAdmin();
  member = (await makeOrganisation(admin, "customer_member")).people[0]!;
});

afterAll(() => closeHouse());

async function cookieFor(userId: string, totpVerified = false) {
  const sessionId = await openSession(userId, { totpVerified, now: new Date() });
  const { name, value } = await sealCookie(sessionId);
  return { sessionId, cookie: `theme=dark; ${name}=${value}` };
}

/** Sends a request to a route that echoes who acts, or refuses as it is told. */
async function send(init: RequestInit & { headers?: Record<string, string> }, refusal?: Refusal) {
  let acted = 0;
  const route = withActor<{ id: string }>(async (actor, _request, { id }) => {
    acted += 1;
    if (refusal) throw refusal;
    return Response.json({ kind: actor.kind, userId: actor.userId, id });
  });
  const response = await route(new Request(`${home}/things/7`, init), {
    params: Promise.resolve({ id: "7" }),
  });
  return { status: response.status, headers: response.headers, body: await response.json(), acted };
}

describe("a route handler", () => {
  test("acts as whoever the session belongs to", async () => {
    const { cookie } = await cookieFor(member.userId);
    const { status, body } = await send({ headers: { cookie } });
    expect([status, body]).toEqual([200, { kind: "customer", userId: member.userId, id: "7" }]);
  });

  test.each([
    ["no cookie", ""],
    ["a cookie of somebody else's making", "__Secure-next-auth.session-token=eyJhbGciOiJub25lIn0..a.b.c"],
  ])("does nothing with %s", async (_what, cookie) => {
    const { status, body, acted } = await send({ headers: { cookie } });
    expect([status, acted]).toEqual([401, 0]);
    expect(body.error.message).toContain("signed out");
  });

  test("does nothing for a session that was signed out", async () => {
    const { sessionId, cookie } = await cookieFor(member.userId);
    await revokeSession(sessionId, new Date());
    expect(await send({ headers: { cookie } })).toMatchObject({ status: 401, acted: 0 });
  });

  test("does nothing for the producer's people without their second factor, outside a demo", async () => {
    const bare = await cookieFor(admin.userId);
    expect(await send({ headers: { cookie: bare.cookie } })).toMatchObject({ status: 403, acted: 0 });
    const verified = await cookieFor(admin.userId, true);
    expect(await send({ headers: { cookie: verified.cookie } })).toMatchObject({ status: 200, acted: 1 });
  });

  test("does nothing that another site asks for", async () => {
    const { cookie } = await cookieFor(member.userId);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const foreign = { method, headers: { cookie, origin: "https://evil.example" } };
      expect(await send(foreign)).toMatchObject({ status: 403, acted: 0 });
      expect(await send({ method, headers: { cookie, origin: home } })).toMatchObject({
        status: 200,
        acted: 1,
      });
    }
  });

  test.each([
    ["not_found", 404],
    ["not_permitted", 403],
    ["conflict", 409],
    ["not_possible", 422],
    ["invalid", 422],
    ["limited", 429],
  ] as const)("answers %s with %i and the words of the refusal", async (code, status) => {
    const { cookie } = await cookieFor(member.userId);
    const refusal = new Refusal(code, "Because.", { retryAfter: 7 });
    const answer = await send({ headers: { cookie } }, refusal);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, message: "Because." });
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
