import { describe, expect, test } from "vitest";
import { isForeign } from "./origin";

const home = "https://frames.example";
const sent = (headers: Record<string, string>) => new Headers({ host: "frames.example", ...headers });

describe("a request that changes something", () => {
  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a sandboxed frame that says so", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a neighbour under the same domain", { origin: "https://evil.frames.example" }],
    ["another port", { origin: "https://frames.example:8443" }],
    ["a form of another site without an origin", { "sec-fetch-site": "cross-site" }],
    ["a form of a neighbour without an origin", { "sec-fetch-site": "same-site" }],
  ])("is refused from %s", (_who, headers) => {
    expect(isForeign("POST", sent(headers), home)).toBe(true);
    expect(isForeign("delete", sent(headers), home)).toBe(true);
  });

  test.each([
    ["this house", { origin: home }],
    ["the host it was sent to", { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }],
    ["a browser that says so", { "sec-fetch-site": "same-origin" }],
    ["a page of ours that tells nobody its address", { origin: "null", "sec-fetch-site": "same-origin" }],
    ["a client that is no browser", {}],
  ])("is heard from %s", (_who, headers) => {
    expect(isForeign("POST", sent(headers), home)).toBe(false);
  });

  test("reading is open to links from anywhere", () => {
    expect(isForeign("GET", sent({ origin: "https://evil.example" }), home)).toBe(false);
  });
});
