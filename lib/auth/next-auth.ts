import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { Refusal } from "@/lib/access/errors";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";
import { wallClock } from "./clock";
import { findByProfile, type OidcProfile, oidcProvider } from "./oidc";
import { openSession } from "./open-session";
import { revokeSession } from "./revoke-sessions";
import { authSecret } from "./secret";
import { cookieLife, isSecure } from "./session-cookie";
import { signIn } from "./sign-in";

/**
 * next-auth as this house uses it: its token carries the id of a session row and nothing else, made when somebody was
 * proved to be that person and never taken from the client. Whether the row still holds is asked on every request.
 */
export async function authOptions(): Promise<NextAuthOptions> {
  const oidc = oidcProvider();
  return {
    secret: await authSecret(),
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: cookieLife },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [passwordProvider(), ...(oidc ? [oidc] : [])],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== "oidc") return true;
        const found = await findByProfile(profile as OidcProfile);
        return "userId" in found || `/sign-in?error=${found.refusal}`;
      },
      async jwt({ token, user, account, profile }) {
        if (account?.provider === "credentials") return { sid: user.id };
        if (account?.provider === "oidc") return { sid: await openByProfile(profile as OidcProfile) };
        return { sid: token.sid };
      },
      // Whoever asks next-auth itself learns only that there is a cookie; pages ask `currentPerson`.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => ownAddress(url),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await revokeSession(token.sid, new Date());
      },
    },
  };
}

function passwordProvider() {
  return Credentials({
    id: "credentials",
    name: "e-mail and password",
    credentials: { email: {}, password: {}, code: {} },
    async authorize(given, request) {
      const headers = new Headers(request.headers as Record<string, string>);
      const address = clientAddress(headers, env().TRUSTED_PROXIES);
      try {
        return { id: await signIn(given ?? {}, { address, clock: wallClock }) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.details.codeNeeded) throw new Error("CodeNeeded");
        if (error.code === "limited") throw new Error("Limited");
        return null;
      }
    },
  });
}

async function openByProfile(profile: OidcProfile): Promise<string | undefined> {
  const found = await findByProfile(profile);
  if (!("userId" in found)) return undefined;
  // The organisation's own sign-in answers for the second factor (trust.md).
  return openSession(found.userId, { totpVerified: true, now: new Date() });
}

/** An address inside this house, else its front door. */
function ownAddress(url: string): string {
  const home = env().FRAMEWATCH_URL;
  const target = URL.canParse(url, home) ? new URL(url, home) : null;
  return target?.origin === new URL(home).origin ? target.href : home;
}
