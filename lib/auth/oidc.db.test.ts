import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import Provider from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { makeAdmin, makeOrganisation, openHouse, password, system } from "@/lib/notifications/testing";
import { addPerson } from "@/lib/people/add-person";
import { actorOf } from "./current-actor";
import { authOptions } from "./next-auth";
import { readSession } from "./read-session";
import { cookieName, openCookie } from "./session-cookie";

/** Who sits at the identity provider: it takes their word for it. */
let claims: { sub: string; email?: string; email_verified?: boolean };
let issuer: string;
let home: string;
let servers: Server[];
let closeHouse: () => Promise<void>;
let anna: { userId: string; email: string };

function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<[Server, string]> {
  const server = createServer(answer);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve([server, `http://127.0.0.1:${(server.address() as { port: number }).port}`]);
    });
  });
}

/** A real OpenID provider with one client, this house, that signs in whoever `claims` names. */
function identityProvider(): Provider {
  const provider = new Provider(issuer, {
    clients: [
      { client_id: "framewatch", client_secret: "s3cret", redirect_uris: [`${home}/api/auth/callback/oidc`] },
    ],
    claims: { email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    cookies: { keys: ["test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => claims }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** next-auth behind plain HTTP, with the options the app uses. */
async function serveNextAuth(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", home);
  let body = "";
  for await (const chunk of request) body += chunk;
  const cookies = (request.headers.cookie ?? "").split("; ").map((pair) => {
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    return [name, decodeURIComponent(value)];
  });
  const asApi = Object.assign(response, {
    status: (code: number) => Object.assign(asApi, { statusCode: code }),
    json: (value: unknown) => response.end(JSON.stringify(value)),
    send: (value: unknown) => response.end(typeof value === "string" ? value : JSON.stringify(value)),
  });
  const query = { ...Object.fromEntries(searchParams), nextauth: pathname.split("/").slice(3) };
  const parsed = Object.fromEntries(new URLSearchParams(body));
  const asNext = { method: request.method, headers: request.headers, body: parsed, query };
  await NextAuth(
    { ...asNext, cookies: Object.fromEntries(cookies) } as unknown as NextApiRequest,
    asApi as unknown as NextApiResponse,
    await authOptions(),
  );
}

beforeAll(async () => {
  closeHouse = await openHouse();
  let provider: Provider;
  const [idp, idpAddress] = await listen((request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void provider.callback()(request, response);
    const login = { login: { accountId: claims.sub } };
    void provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false });
  });
  const [app, appAddress] = await listen((request, response) => void serveNextAuth(request, response));
  [issuer, home, servers] = [idpAddress, appAddress, [idp, app]];
  provider = identityProvider();
  Object.assign(process.env, {
    FRAMEWATCH_URL: home,
    NEXTAUTH_URL: home,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: "framewatch",
    OIDC_CLIENT_SECRET: "s3cret",
  });
  const { people } = await makeOrganisation(await makeAdmin(), "customer_member");
  anna = people[0]!;
});

afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]) delete process.env[name];
  await closeHouse();
});

/** A browser's memory: cookies per site, and redirects that are followed one by one. */
class Browser {
  private readonly jar = new Map<string, Map<string, string>>();

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const cookies = this.jar.get(origin) ?? new Map<string, string>();
    this.jar.set(origin, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  }

  /** Follows redirects until `isEnd` says that it arrived; returns that address. */
  async follow(address: string, isEnd: (address: URL) => boolean): Promise<URL> {
    let next = new URL(address);
    for (let hops = 0; hops < 12 && !isEnd(next); hops += 1) {
      const response = await this.open(next.href);
      const location = response.headers.get("location");
      if (!location) throw new Error(`${next.href} answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next);
    }
    return next;
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jar.get(origin)?.get(name);
  }
}

async function begin(browser: Browser): Promise<string> {
  const { csrfToken } = await (await browser.open(`${home}/api/auth/csrf`)).json();
  const response = await browser.open(`${home}/api/auth/signin/oidc`, {
    method: "POST",
    body: new URLSearchParams({ csrfToken, callbackUrl: "/batches", json: "true" }),
  });
  return (await response.json()).url;
}

const isBack = ({ origin, pathname }: URL) => origin === home && !pathname.startsWith("/api/auth/");

/** The whole way through the provider; where it ends, and the session that came of it. */
async function signInAs(who: typeof claims) {
  claims = who;
  const browser = new Browser();
  const end = await browser.follow(await begin(browser), isBack);
  const id = await openCookie(browser.cookie(home, cookieName()));
  return {
    end: `${end.pathname}${end.search}`,
    session: id === null ? null : await readSession(id, new Date()),
  };
}

test("a verified address signs in whoever has it here, and leads back to where they wanted", async () => {
  const { end, session } = await signInAs({
    sub: "a-1",
    email: anna.email.toUpperCase(),
    email_verified: true,
  });
  expect(end).toBe("/batches");
  expect(session).toMatchObject({ userId: anna.userId, email: anna.email });
});

test("the producer's people need no second factor of ours: their organisation asks for it", async () => {
  const email = "marta@framewatch.example";
  const { userId } = await addPerson(system, { email, name: "Marta", password, producerRole: "ops" });
  const { session } = await signInAs({ sub: "m-1", email, email_verified: true });
  expect(session && actorOf(session)).toEqual({ kind: "ops", userId });
});

test.each([
  ["unverified", { email_verified: false }, "OidcUnverified"],
  ["of which nothing is said", {}, "OidcUnverified"],
])("an address that is %s signs nobody in", async (_what, more, error) => {
  const { end, session } = await signInAs({ sub: "a-2", email: anna.email, ...more });
  expect(end).toBe(`/sign-in?error=${error}`);
  expect(session).toBeNull();
});

test("an address without an account makes none and says whom to ask", async () => {
  const { end, session } = await signInAs({ sub: "n-1", email: "new@halden.example", email_verified: true });
  expect(end).toBe("/sign-in?error=OidcUnknown");
  expect(session).toBeNull();
  const emails = await asActor(system, (tx) => tx.select({ email: users.email }).from(users));
  expect(emails).not.toContainEqual({ email: "new@halden.example" });
});

test("a person switched off stays out", async () => {
  const email = "gone@halden.example";
  await addPerson(system, { email, name: "Gone" });
  await asActor(system, (tx) => tx.update(users).set({ disabledAt: new Date() }));
  expect((await signInAs({ sub: "g-1", email, email_verified: true })).end).toBe(
    "/sign-in?error=OidcDisabled",
  );
  await asActor(system, (tx) => tx.update(users).set({ disabledAt: null }));
});

test("the request carries PKCE, state and nonce, and its answer works in no other browser", async () => {
  claims = { sub: "a-1", email: anna.email, email_verified: true };
  const browser = new Browser();
  const start = await begin(browser);
  const { searchParams } = new URL(start);
  for (const name of ["code_challenge", "state", "nonce"]) expect(searchParams.get(name)).toBeTruthy();
  expect(searchParams.get("code_challenge_method")).toBe("S256");

  const callback = await browser.follow(start, ({ pathname }) => pathname === "/api/auth/callback/oidc");
  const thief = new Browser();
  const end = await thief.follow(callback.href, isBack);
  expect(end.pathname).toBe("/sign-in");
  expect(thief.cookie(home, cookieName())).toBeUndefined();
});
