import { cookies, headers } from "next/headers";
import { clientAddress } from "@/lib/auth/client-address";
import { wallClock } from "@/lib/auth/clock";
import { sealCookie } from "@/lib/auth/session-cookie";
import type { SignInContext } from "@/lib/auth/sign-in";
import { env } from "@/lib/env";

/** Where this request comes from, and the clock on the wall. */
export async function requestContext(): Promise<SignInContext> {
  return { address: clientAddress(await headers(), env().TRUSTED_PROXIES), clock: wallClock };
}

/** Hands the browser the cookie of a session that was just opened. */
export async function keepSession(sessionId: string): Promise<void> {
  const { name, value, ...options } = await sealCookie(sessionId);
  (await cookies()).set(name, value, options);
}
