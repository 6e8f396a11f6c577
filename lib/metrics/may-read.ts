import { createHash, timingSafeEqual } from "node:crypto";
import type { HeaderReader } from "@/lib/auth/client-address";
import { peerHeader } from "@/lib/auth/request-headers";
import { type Environment, isLoopback } from "@/lib/env";

const ownAddress = /^(::ffff:)?127\.|^::1$/;

/**
 * Who may read the figures: whoever brings `METRICS_TOKEN`. Without one, only this machine, and only where Framewatch is
 * for this machine alone: behind a proxy everybody comes from there.
 */
export function mayReadMetrics(
  headers: HeaderReader,
  { METRICS_TOKEN, FRAMEWATCH_URL }: Pick<Environment, "METRICS_TOKEN" | "FRAMEWATCH_URL">,
): boolean {
  if (METRICS_TOKEN === undefined) {
    const peer = headers.get(peerHeader) ?? "";
    // Next itself writes the peer there, where nobody else wrote anything.
    const isDirect = (headers.get("x-forwarded-for") ?? peer) === peer;
    const host = new URL(FRAMEWATCH_URL).hostname.replace(/^\[|\]$/g, "");
    return isLoopback(host) && isDirect && ownAddress.test(peer);
  }
  const given = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(METRICS_TOKEN));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
