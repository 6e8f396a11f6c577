import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";
import { env } from "@/lib/env";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own addresses: sign-in by credentials or OIDC, sign-out, the CSRF token. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  // next-auth takes the address of its callbacks from here alone, never from a Host header.
  process.env.NEXTAUTH_URL = env().FRAMEWATCH_URL;
  return NextAuth(request, context, await authOptions());
}

export { handler as GET, handler as POST };
