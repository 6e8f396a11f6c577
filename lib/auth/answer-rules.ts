/** Files that never change and run nothing. */
const still = /^\/(_next\/static\/|_next\/image|icon\.svg|favicon\.ico)/;

const always = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

/**
 * The rules a browser is told with the answer at `pathname` (trust.md), by header. An answer's own rule goes before: a
 * file that somebody sent us is held more tightly than a page.
 */
export function answerRules(
  pathname: string,
  { policy, secure }: { policy: string; secure: boolean },
): Record<string, string> {
  if (still.test(pathname)) return {};
  return {
    ...always,
    "content-security-policy": policy,
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

const capability = /^\/(share|invite|reset|unsubscribe|subscribe|m)\//;

/**
 * What holds for the answer at an address that is a capability, whatever the answer says itself: nobody it links to may
 * learn the address, no search engine and no cache keeps it.
 */
export function capabilityRules(pathname: string): Record<string, string> {
  if (!capability.test(pathname)) return {};
  return {
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    // What packs a stream on its way waits until there is enough to pack.
    "cache-control": pathname.endsWith("/live") ? "no-store, no-transform" : "no-store",
  };
}

/** The rules for scripts, styles and everything else a page loads; development needs eval and inline styles. */
export function contentPolicy(
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
