import { withActor } from "@/lib/auth/with-actor";
import { personNews } from "@/lib/live/person-news";

export const dynamic = "force-dynamic";

/** News for whoever is signed in, as server-sent events; a lost connection goes on where it was by Last-Event-ID. */
export const GET = withActor(
  (actor, request, _params, session) => {
    const given = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since");
    const since = given !== null && /^\d{1,15}$/.test(given) ? Number(given) : null;
    return personNews(actor, session.id, since, request.signal);
  },
  { unasked: true },
);
