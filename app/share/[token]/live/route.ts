import { notFound, notPermitted } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { linkNews } from "@/lib/live/link-news";
import { answerWith, endPiece } from "@/lib/live/open-streams";
import { openedLink } from "../open";

export const dynamic = "force-dynamic";

/** Tells a link's reader that what it shows has changed or that the link has ended, and nothing more. */
export function GET(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  return refusing(async () => {
    const opened = await openedLink((await context.params).token);
    if (opened.state === "locked") throw notPermitted("follow this before you have given the passcode");
    // A page that slept while its link ended comes back with its stream, and has to learn that this is no loss.
    if (opened.state === "revoked" || opened.state === "expired") return answerWith(endPiece);
    if (opened.state !== "open") throw notFound("This link");
    const given =
      request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since") ?? "";
    return linkNews(opened.actor, /^\d{1,15}$/.test(given) ? Number(given) : Date.now(), request.signal);
  });
}
