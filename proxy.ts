import { type NextRequest, NextResponse } from "next/server";
import { isForeign } from "@/lib/auth/origin";
import { pathHeader } from "@/lib/auth/request-headers";
import { env } from "@/lib/env";

/**
 * What may change something, and what came before the process received requests as it should. Not uploads of models: a
 * proxy would hold those in memory as a whole; nor the rest of the API, which heeds no cookie.
 */
export const config = {
  matcher: [
    {
      source: "/((?!_next/static/|_next/image|icon.svg|favicon.ico|ops/models$|api/v1/).*)",
      has: [{ type: "header", key: "x-framewatch-writes" }],
    },
    {
      source: "/((?!_next/static/|_next/image|icon.svg|favicon.ico).*)",
      missing: [{ type: "header", key: "x-framewatch-path" }],
    },
  ],
};

/** Refuses what another site sends (trust.md). */
export function proxy(request: NextRequest): NextResponse {
  if (!request.headers.has(pathHeader))
    return new NextResponse("Framewatch is starting.", { status: 503, headers: { "retry-after": "1" } });
  if (!isForeign(request.method, request.headers, env().FRAMEWATCH_URL)) return NextResponse.next();
  return NextResponse.json(
    {
      error: {
        code: "not_permitted",
        message: "This request comes from another site, so nothing was done.",
      },
    },
    { status: 403 },
  );
}
