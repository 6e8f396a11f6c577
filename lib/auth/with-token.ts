import type { ProducerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { env } from "@/lib/env";
import { actorOfToken } from "./api-tokens";
import { clientAddress } from "./client-address";
import { takePoint } from "./counters";
import { statusOf } from "./with-actor";

/** Wrong tokens from one address. */
const wrongTokens = { most: 60, window: 15 * 60_000 };

/**
 * Makes a route handler of the API: whoever's token stands in `Authorization: Bearer …` acts, and no cookie is looked at,
 * so that no browser can be made to. Refusals are answered as problem details (RFC 9457) with 401, 403, 404, 409, 422 or 429.
 */
export function withToken<Params extends Record<string, string>>(
  work: (actor: ProducerActor, request: Request, params: Params) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const now = new Date();
      const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      const actor = token === undefined ? null : await actorOfToken(token, now);
      if (actor) return await work(actor, request, await context.params);
      if (token !== undefined)
        await takePoint(
          "wrong api token",
          clientAddress(request.headers, env().TRUSTED_PROXIES),
          wrongTokens,
          now,
        );
      return problem(new Refusal("not_permitted", NO_TOKEN), 401, { "www-authenticate": "Bearer" });
    } catch (error) {
      if (error instanceof Refusal) return problem(error);
      throw error;
    }
  };
}

const NO_TOKEN =
  "Send a valid token as “Authorization: Bearer …”. The producer's people make one in their settings.";

const TITLES: Readonly<Record<Refusal["code"], string>> = {
  not_found: "Not found",
  not_permitted: "Not permitted",
  conflict: "Conflict",
  not_possible: "Not possible",
  invalid: "Not valid",
  limited: "Too many requests",
};

function problem(
  { code, message, details }: Refusal,
  status: number = statusOf[code],
  more: Record<string, string> = {},
): Response {
  const headers = new Headers({
    ...more,
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  if (typeof details.retryAfter === "number") headers.set("retry-after", String(details.retryAfter));
  return Response.json(
    { type: "about:blank", title: TITLES[code], status, detail: message, code, ...details },
    { status, headers },
  );
}
