import type { ProducerActor } from "@/lib/access/actor";
import { Refusal } from "@/lib/access/errors";
import { env } from "@/lib/env";
import { actorOfToken, type Opened } from "./api-tokens";
import { clientAddress } from "./client-address";
import { takePoint } from "./counters";
import { TOKEN_MARK } from "./token-days";
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
      const opened = token === undefined ? null : await actorOfToken(token, now);
      if (opened && "actor" in opened) return await work(opened.actor, request, await context.params);
      if (opened?.fault === "unknown")
        await takePoint(
          "wrong api token",
          clientAddress(request.headers, env().TRUSTED_PROXIES),
          wrongTokens,
          now,
        );
      return problem(new Refusal("not_permitted", faultWords(opened)), 401, {
        "www-authenticate": opened ? 'Bearer error="invalid_token"' : "Bearer",
      });
    } catch (error) {
      if (error instanceof Refusal) return problem(error);
      throw error;
    }
  };
}

const MAKE_ONE = "Make a new one under Settings, API tokens, and give it to the program.";

/** What is wrong with a token, and the way out. Whoever holds one learns no more than when it ended. */
function faultWords(fault: Exclude<Opened, { actor: ProducerActor }> | null): string {
  const on = (at: Date) => `on ${at.toISOString().slice(0, 16).replace("T", " at ")} UTC`;
  switch (fault?.fault) {
    case undefined:
      return "No token came with the request. Send one as “Authorization: Bearer …”. The producer's people make one under Settings, API tokens.";
    case "unknown":
      return `This token is not known here. Check that it was copied whole, with “${TOKEN_MARK}” in front. ${MAKE_ONE}`;
    case "expired":
      return `This token ended ${on(fault.ended)}. ${MAKE_ONE}`;
    case "revoked":
      return `This token was revoked ${on(fault.ended)}. ${MAKE_ONE}`;
    case "owner":
      return "The account this token acts for is switched off or no longer the producer's. Use a token of somebody who works here.";
  }
}

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
