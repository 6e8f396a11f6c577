import { env } from "@/lib/env";
import { mayReadMetrics } from "@/lib/metrics/may-read";
import { readMetrics } from "@/lib/metrics/read-metrics";
import { textFormat } from "@/lib/metrics/text-format";

export const dynamic = "force-dynamic";

/** Figures for whoever watches, in Prometheus' text format (contract.md, Addresses); 401 to anybody else. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers, env()))
    return new Response("Set METRICS_TOKEN, and send it as “Authorization: Bearer …”.\n", {
      status: 401,
      headers: { "www-authenticate": "Bearer", "cache-control": "no-store" },
    });
  return new Response(await readMetrics(), {
    headers: { "content-type": textFormat, "cache-control": "no-store" },
  });
}
