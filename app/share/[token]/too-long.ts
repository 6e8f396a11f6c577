import { Refusal } from "@/lib/access/errors";

/**
 * Leads a browser whose reader pressed a report that is longer than a link gives back to the page, which says so. Throws
 * every other error, and this one for a program, which reads its words.
 */
export function ledBack(error: unknown, request: Request, token: string): Response {
  const isReader = (request.headers.get("accept") ?? "").includes("text/html");
  if (!isReader || !(error instanceof Refusal) || error.code !== "not_possible") throw error;
  const headers = { location: `/share/${token}?long=1#reports`, "cache-control": "no-store" };
  return new Response(null, { status: 303, headers });
}
