import { readHealth } from "@/lib/launch/read-health";

export const dynamic = "force-dynamic";

/** Live and ready, for whoever watches: 200, or 503 while the database is away (contract.md, Addresses). */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
