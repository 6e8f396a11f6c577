import { createServer, type RequestListener } from "node:http";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { breakOff } from "./break-off";
import { clientAddress } from "./client-address";
import { receiveRequests } from "./receive-requests";
import { connectionHeader, pathHeader, peerHeader, writesHeader } from "./request-headers";

const ends: (() => void)[] = [];

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

beforeAll(() => receiveRequests({ FRAMEWATCH_URL: "https://frames.example", NODE_ENV: "production" }));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe("a request as Next has it", () => {
  test("carries its connection's own address, whatever it says of itself", async () => {
    const origin = await serving((request, response) => {
      response.end(clientAddress(new Headers(request.headers as Record<string, string>), []));
    });
    const forged = { [peerHeader]: "198.51.100.1", "x-forwarded-for": "198.51.100.2" };
    expect(await (await fetch(origin, { headers: forged })).text()).toBe("127.0.0.1");
  });

  test("carries the address asked for, and whether it may change something", async () => {
    const origin = await serving(({ headers }, response) => {
      response.end(`${headers[pathHeader]} ${headers[writesHeader] ?? "reads"}`);
    });
    const ask = async (path: string, init?: RequestInit) => (await fetch(`${origin}${path}`, init)).text();
    const forged = { headers: { [pathHeader]: "/admin", [writesHeader]: "1" } };
    expect(await ask("/batches?page=2", forged)).toBe("/batches?page=2 reads");
    expect(await ask("/batches?page=2&_rsc=1x2y")).toBe("/batches?page=2 reads");
    expect(await ask("/batches?_rsc=1x2y")).toBe("/batches reads");
    expect(await ask("/batches", { method: "POST" })).toBe("/batches 1");
  });
});

describe("a download by a link", () => {
  /** Takes the head of an answer far larger than the system takes, then breaks it off; the bytes that came after all. */
  async function takenOf(path: string, forged = {}): Promise<{ name: string; bytes: number }> {
    let name = "";
    const origin = await serving(({ headers }, response) => {
      name = String(headers[connectionHeader] ?? "");
      response.on("error", () => {}).end(Buffer.alloc(64 * 1024 * 1024));
    });
    const answer = await fetch(`${origin}${path}`, { headers: forged });
    const reader = answer.body!.getReader();
    let bytes = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        bytes += value.length;
        breakOff(name);
      }
    } catch {
      // Reset by the server.
    }
    return { name, bytes };
  }

  test("is cut off at once, what the system had taken included; nobody names another's connection", async () => {
    const whole = 64 * 1024 * 1024;
    const { name, bytes } = await takenOf("/share/token/report?type=summary", { [connectionHeader]: "mine" });
    expect(name).toMatch(/^[\da-f-]{36}$/);
    expect(bytes).toBeLessThan(whole / 2);
    expect(await takenOf("/share/token", { [connectionHeader]: name })).toEqual({ name: "", bytes: whole });
  });
});

describe("an answer", () => {
  const headersOf = async (origin: string, path = "/") => (await fetch(`${origin}${path}`)).headers;

  test("tells the browser the rules, with a number of its own for the page's scripts", async () => {
    const origin = await serving(({ headers }, response) => {
      response.setHeader("x-given", headers["content-security-policy"] as string);
      response.end();
    });
    const one = await headersOf(origin);
    expect(one.get("content-security-policy")).toMatch(/'nonce-[\w+/=]{24}' 'strict-dynamic'/);
    expect(one.get("content-security-policy")).toBe(one.get("x-given"));
    expect(one.get("content-security-policy")).not.toContain("unsafe-");
    expect(one.get("strict-transport-security")).toBe("max-age=31536000");
    expect((await headersOf(origin)).get("x-given")).not.toBe(one.get("x-given"));
  });

  test("keeps its own stricter rule, however it sends its head", async () => {
    const strict = { "Content-Security-Policy": "default-src 'none'; sandbox" };
    for (const listener of [
      (_: unknown, response) => response.writeHead(200, strict).end(),
      (_: unknown, response) => response.setHeaders(new Map(Object.entries(strict))).end("file"),
    ] satisfies RequestListener[]) {
      const given = await headersOf(await serving(listener));
      expect(given.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(given.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("from an address that is a capability is kept by nobody", async () => {
    const origin = await serving((_, response) => response.end());
    const kept = await headersOf(origin, "/share/abc?show=late");
    expect(kept.get("referrer-policy")).toBe("no-referrer");
    expect(kept.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(kept.get("cache-control")).toBe("no-store");
    expect((await headersOf(origin, "/batches")).get("referrer-policy")).toBe("same-origin");
  });
});
