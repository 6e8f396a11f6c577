import type { Instrumentation } from "next";

/** Runs once when a server process starts; requests wait for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { receiveRequests } = await import("@/lib/auth/receive-requests");
  const { env } = await import("@/lib/env");
  receiveRequests(env());
  const { countRequests } = await import("@/lib/metrics/count-requests");
  countRequests();
  const { startLive } = await import("@/lib/live/start-live");
  startLive();
}

/** Every error that a page, action or route did not handle. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/launch/log");
  log.error(
    { error, method: request.method, path: request.path, route: context.routePath, kind: context.routeType },
    "A request failed",
  );
};
