import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { authSecret } from "./secret";

/**
 * Seconds a cookie lives: longer than any session, because the row in the database decides when one ends.
 * Browsers keep none longer than 400 days.
 */
export const cookieLife = 400 * 24 * 3600;

/** The name next-auth gives its cookie; behind TLS with the prefix that keeps it there. */
export function cookieName(): string {
  return isSecure() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

export function isSecure(): boolean {
  return env().FRAMEWATCH_URL.startsWith("https:");
}

/** A cookie as next-auth would set it after signing in: it carries the session's id and nothing else. */
export async function sealCookie(sessionId: string) {
  return {
    name: cookieName(),
    value: await encode({ token: { sid: sessionId }, secret: await authSecret(), maxAge: cookieLife }),
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: isSecure(),
    maxAge: cookieLife,
  };
}

// Opening a sealed cookie costs a key derivation and a decryption; what it says never changes, so the latest are kept.
const opened = new Map<string, string>();
const keptOpen = 2000;

/** The session id inside a cookie, or null when it was not sealed here. Whether the session holds is asked elsewhere. */
export async function openCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const known = opened.get(value);
  if (known) return known;
  try {
    const token = await decode({ token: value, secret: await authSecret() });
    if (typeof token?.sid !== "string") return null;
    if (opened.size >= keptOpen) opened.clear();
    opened.set(value, token.sid);
    return token.sid;
  } catch {
    return null;
  }
}
