import { TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { acceptedStep, hashRecoveryCode, newRecoveryCodes, newTotpSecret, totpAddress } from "./totp";

// RFC 6238, appendix B: the SHA-1 seed "12345678901234567890" and the last six figures of its test values.
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

describe("a code of the authenticator app", () => {
  test.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [2000000000, "279037"],
  ])("counts at %i as RFC 6238 says", (seconds, code) => {
    expect(acceptedStep(secret, code, { now: at(seconds), lastStep: null })).toBe(Math.floor(seconds / 30));
  });

  test("counts once, and no earlier one after it", () => {
    const now = at(1234567890);
    const step = acceptedStep(secret, "005924", { now, lastStep: null });
    expect(acceptedStep(secret, "005924", { now, lastStep: step })).toBeNull();
  });

  test("may be one step off and no more", () => {
    expect(acceptedStep(secret, "005924", { now: at(1234567890 + 30), lastStep: null })).toBe(41152263);
    expect(acceptedStep(secret, "005924", { now: at(1234567890 - 30), lastStep: null })).toBe(41152263);
    expect(acceptedStep(secret, "005924", { now: at(1234567890 + 61), lastStep: null })).toBeNull();
  });

  test("is six figures, spaces aside", () => {
    const options = { now: at(1234567890), lastStep: null };
    expect(acceptedStep(secret, "005 924", options)).not.toBeNull();
    for (const code of ["", "5924", "0059240", "005924x", "٠٠٥٩٢٤"])
      expect(acceptedStep(secret, code, options)).toBeNull();
  });

  test("of a secret made here is what an app computes from the address", () => {
    const made = newTotpSecret();
    const address = new URL(totpAddress(made, "anna@halden.example"));
    expect(address.searchParams.get("issuer")).toBe("Framewatch");
    const app = new TOTP({ secret: address.searchParams.get("secret")! });
    const now = new Date("2026-03-04T10:00:10Z");
    expect(
      acceptedStep(made, app.generate({ timestamp: now.getTime() }), { now, lastStep: null }),
    ).not.toBeNull();
  });
});

describe("recovery codes", () => {
  test("are ten different ones, recognised in any spelling", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
      expect(hashRecoveryCode(code.toUpperCase().replaceAll("-", " "))).toBe(hashRecoveryCode(code));
    }
  });
});
