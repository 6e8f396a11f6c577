import { asActor } from "@/lib/access/actor";
import { withActor } from "@/lib/auth/with-actor";
import { NOTHING_FOUND, search } from "@/lib/variants/search";

const LIMIT = 5;

/** A few hits for what is being typed, for the palette. */
export const GET = withActor(async (actor, request) => {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  const found =
    actor.kind === "customer"
      ? await asActor(actor, (tx) => search(tx, actor.organisationId, text, LIMIT), { readOnly: true })
      : NOTHING_FOUND;
  return Response.json(found, { headers: { "cache-control": "no-store" } });
});
