import { eq } from "drizzle-orm";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { users } from "@/db/schema";
import { asActor } from "@/lib/access/actor";
import { env } from "@/lib/env";

/** What an identity provider says about a person. */
export interface OidcProfile {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** Whether people may sign in through the organisation's own identity provider. */
export function offersOidc(): boolean {
  return env().OIDC_ISSUER !== undefined;
}

/** The provider of `OIDC_ISSUER`, found through its discovery document; null where none is configured. */
export function oidcProvider(): OAuthConfig<OidcProfile> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    id: "oidc",
    name: "your organisation",
    type: "oauth",
    wellKnown: `${OIDC_ISSUER.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    // Many providers put the address into the userinfo only. Both must speak of the same subject.
    userinfo: {
      async request({ client, tokens }) {
        const claims: OidcProfile = JSON.parse(payloadOf(tokens.id_token ?? ""));
        const more = await client.userinfo<OidcProfile>(tokens.access_token ?? "");
        if (more.sub !== claims.sub) throw new Error("The identity provider's answers are about two people.");
        return { ...claims, ...more };
      },
    },
    profile: (claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
  };
}

// The signature was checked when the code was exchanged.
const payloadOf = (jwt: string) => Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8");

/** Why somebody may not come in by OIDC: what /sign-in says about it hangs on this word. */
export type OidcRefusal = "OidcUnverified" | "OidcUnknown" | "OidcDisabled";

/** The person whom an identity provider proved, by verified e-mail address alone; nobody is made here. */
export async function findByProfile(
  profile: OidcProfile,
): Promise<{ userId: string } | { refusal: OidcRefusal }> {
  const { email } = profile;
  if (!email || profile.email_verified !== true) return { refusal: "OidcUnverified" };
  const [person] = await asActor({ kind: "system", job: "sign-in" }, (tx) =>
    tx
      .select({ id: users.id, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.email, email.trim().toLowerCase())),
  );
  if (!person) return { refusal: "OidcUnknown" };
  return person.disabledAt === null ? { userId: person.id } : { refusal: "OidcDisabled" };
}
