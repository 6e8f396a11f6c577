import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isForeign } from "@/lib/auth/origin";
import { pathHeader } from "@/lib/auth/path-header";
import { env } from "@/lib/env";

/** Everything but files that never change, and uploads of models: a proxy would hold those in memory as a whole. */
export const config = { matcher: "/((?!_next/static/|_next/image|icon.svg|favicon.ico|ops/models$).*)" };

/** Pages whose address is a capability: nobody they link to may learn it, no search engine and no cache keeps it. */
const capability = /^\/(share|invite|reset|unsubscribe|subscribe|m)\//;

/** Tells the browser the rules on every answer, and refuses what another site sends (trust.md). */
export function proxy(request: NextRequest): NextResponse {
  const { FRAMEWATCH_URL, NODE_ENV } = env();
  const { pathname, searchParams } = request.nextUrl;
  if (isForeign(request.method, request.headers, FRAMEWATCH_URL))
    return NextResponse.json(
      {
        error: {
          code: "not_permitted",
          message: "This request comes from another site, so nothing was done.",
        },
      },
      { status: 403 },
    );

  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy(nonce, {
    development: NODE_ENV === "development",
    secure: FRAMEWATCH_URL.startsWith("https:"),
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  searchParams.delete("_rsc");
  headers.set(pathHeader, searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname);

  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of rules) response.headers.set(name, value);
  response.headers.set("content-security-policy", policy);
  if (FRAMEWATCH_URL.startsWith("https:"))
    response.headers.set("strict-transport-security", "max-age=31536000");
  if (capability.test(pathname)) {
    response.headers.set("referrer-policy", "no-referrer");
    response.headers.set("x-robots-tag", "noindex, nofollow");
    // What packs a stream on its way waits until there is enough to pack.
    const stream = pathname.endsWith("/live");
    response.headers.set("cache-control", stream ? "no-store, no-transform" : "no-store");
  }
  return response;
}

const rules = Object.entries({
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
});

/** The rules for scripts, styles and everything else a page loads; development needs eval and inline styles. */
function contentPolicy(
  nonce: string,
  { development, secure }: { development: boolean; secure: boolean },
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    // Textures inside a model are read from memory of the page's own.
    `connect-src 'self' blob:${development ? " ws:" : ""}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
