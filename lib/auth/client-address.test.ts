import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

const from = (peer: string, forwarded?: string) =>
  new Headers({ "x-framewatch-peer": peer, ...(forwarded ? { "x-forwarded-for": forwarded } : {}) });

describe("the address a request comes from", () => {
  test("is the connection's own where no proxy is trusted, whatever was sent", () => {
    expect(clientAddress(from("203.0.113.7", "198.51.100.1"), [])).toBe("203.0.113.7");
  });

  test("is what a trusted proxy saw", () => {
    expect(clientAddress(from("10.0.0.2", "198.51.100.1"), ["10.0.0.0/8"])).toBe("198.51.100.1");
  });

  test("is the nearest one outside, so that a forged beginning changes nothing", () => {
    const headers = from("10.0.0.2", "127.0.0.1, 198.51.100.1, 10.9.9.9");
    expect(clientAddress(headers, ["10.0.0.0/8"])).toBe("198.51.100.1");
  });

  test("is the proxy's own where what it forwards is no address", () => {
    expect(clientAddress(from("10.0.0.2", "198.51.100.1, nonsense"), ["10.0.0.2"])).toBe("10.0.0.2");
  });

  test("counts IPv4 inside IPv6 as IPv4", () => {
    expect(clientAddress(from("::ffff:203.0.113.7"), [])).toBe("203.0.113.7");
  });

  test("counts IPv6 by household", () => {
    expect(clientAddress(from("2001:db8:0:1::5"), [])).toBe("2001:db8:0:1::/64");
    expect(clientAddress(from("2001:0db8:0000:0001:ffff::9"), [])).toBe("2001:db8:0:1::/64");
    expect(clientAddress(from("::1"), [])).toBe("0:0:0:0::/64");
  });

  test("is one and the same where it is not known", () => {
    expect(clientAddress(new Headers(), ["10.0.0.0/8"])).toBe("unknown");
  });
});
