import type { CustomerActor, ProducerActor } from "@/lib/access/actor";
import { type Answer, answer, Refusal } from "@/lib/access/errors";
import { env } from "@/lib/env";
import { actorOf, currentActor, mustEnrol, sessionOf } from "./current-actor";
import { isForeign } from "./origin";
import type { Session } from "./read-session";
import { cookieName } from "./session-cookie";

type SignedIn = CustomerActor | ProducerActor;

/** How a Refusal answers over HTTP. */
export const statusOf: Readonly<Record<Refusal["code"], number>> = {
  not_found: 404,
  not_permitted: 403,
  conflict: 409,
  not_possible: 422,
  invalid: 422,
  limited: 429,
};

/**
 * Makes a server action of a command: looks the session up in the database each time, runs the command as whoever is
 * signed in, and answers in plain data. Next itself refuses actions from a foreign origin.
 * @param work the command; its input comes from outside and is parsed in it, whatever type is named here.
 */
export function signedIn<Input, Output>(
  work: (actor: SignedIn, input: Input) => Promise<Output>,
): (input: Input) => Promise<Answer<Output>> {
  return async (input) =>
    answer(async () => {
      const actor = await currentActor();
      if (!actor) throw signedOut();
      return work(actor, input);
    });
}

/**
 * Makes a route handler of something that needs an actor: refuses foreign origins on everything but reading, looks the
 * session up in the database, and maps refusals to JSON `{ error: { code, message, … } }` with 401, 403, 404, 409, 422 or 429.
 * @param unasked for what open pages ask by themselves: it does not count as use of the session.
 */
export function withActor<Params extends Record<string, string | string[]>>(
  work: (actor: SignedIn, request: Request, params: Params, session: Session) => Promise<Response>,
  { unasked = false }: { unasked?: boolean } = {},
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return (request, context) =>
    refusing(async () => {
      if (isForeign(request.method, request.headers, env().FRAMEWATCH_URL))
        throw new Refusal("not_permitted", "This request comes from another site, so nothing was done.");
      const session = await sessionOf(cookieOf(request), unasked);
      const actor = session && actorOf(session);
      if (!actor)
        return session && mustEnrol(session)
          ? refused(new Refusal("not_permitted", "Set up two-step sign-in first."))
          : refused(signedOut(), 401);
      return work(actor, request, await context.params, session);
    });
}

/** Runs a route's work and answers refusals as JSON; anything unexpected is thrown on. */
export async function refusing(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function refused(refusal: Refusal, status: number = statusOf[refusal.code]): Response {
  const { code, message, details } = refusal;
  const headers: HeadersInit = { "cache-control": "no-store" };
  if (typeof details.retryAfter === "number") headers["retry-after"] = String(details.retryAfter);
  return Response.json({ error: { code, message, ...details } }, { status, headers });
}

function cookieOf(request: Request): string | undefined {
  const name = `${cookieName()}=`;
  const found = (request.headers.get("cookie") ?? "").split(/;\s*/).find((part) => part.startsWith(name));
  return found?.slice(name.length);
}

/** What somebody is told whose session has ended. */
export const signedOut = (): Refusal =>
  new Refusal("not_permitted", "You are signed out. Sign in and try again.");
