import type { HeaderReader } from "./client-address";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request by this method may change nothing. */
export const isSafe = (method: string): boolean => safe.has(method.toUpperCase());

/**
 * Whether a request that could change something comes from another site (trust.md). Its `Origin` must be this house's
 * public address or the host it was sent to. Where a browser leaves the origin out, or sends `null` from a page that
 * tells nobody its address, it says in `Sec-Fetch-Site` where the request comes from. Clients that are no browsers send
 * neither and carry nobody's cookies.
 */
export function isForeign(method: string, headers: HeaderReader, publicAddress: string): boolean {
  if (isSafe(method)) return false;
  const origin = headers.get("origin");
  if (origin === null || origin === "null") {
    const site = headers.get("sec-fetch-site");
    return site === null ? origin !== null : site !== "same-origin" && site !== "none";
  }
  if (!URL.canParse(origin)) return true;
  return origin !== new URL(publicAddress).origin && new URL(origin).host !== headers.get("host");
}
