import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const period = 30;
/** Steps before and after now that still count, since clocks differ. */
const drift = 1;

/** A new shared secret of 160 bits, in base32 as authenticator apps take it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address an authenticator app reads from the QR code. */
export function totpAddress(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * The time step a code belongs to, or null when it is wrong or its step is not later than `lastStep`: each code counts
 * once. Steps are 30 s long and numbered from 1970.
 */
export function acceptedStep(
  secret: string,
  code: string,
  { now, lastStep }: { now: Date; lastStep: number | null },
): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret, "").validate({ token, timestamp: now.getTime(), window: drift });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / period) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "Framewatch", label, secret: Secret.fromBase32(secret), digits: 6, period });
}

/** Ten codes of 80 bits for the day the phone is lost, in groups that can be read aloud. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32
      .toLowerCase()
      .replace(/(.{4})(?=.)/g, "$1-"),
  );
}

/** What is kept of a recovery code; capitals, spaces and dashes do not matter. */
export function hashRecoveryCode(code: string): string {
  return createHash("sha256")
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ""))
    .digest("hex");
}
