import { attachment, shareReport } from "@/app/_reports/answer";
import type { StakeholderActor } from "@/lib/access/actor";
import { notFound, notPermitted } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { typesOfLink } from "@/lib/reports/report";
import { scopeOfLink } from "@/lib/reports/scope";
import { isStillOpen } from "@/lib/sharing/open-link";
import { openedLink } from "../open";

/** The reports of what a link shows, where it allows downloads; they hold what the link may show and nothing more. */
export function GET(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  return refusing(async () => {
    const opened = await openedLink((await context.params).token);
    switch (opened.state) {
      case "unknown":
        throw notFound("This link");
      case "expired":
      case "revoked":
        return ended(`This link has ended. Ask ${opened.organisationName} for a new one.`);
      case "locked":
        throw notPermitted("download this before you have given the passcode on the link's page");
    }
    if (!opened.allowDownloads) throw notPermitted("download reports with this link");
    const { actor } = opened;
    const file = await shareReport(actor, request.url, typesOfLink(opened.shows), async () =>
      scopeOfLink(actor),
    );
    return attachment(file, whileOpen(file.body, actor));
  });
}

function ended(message: string): Response {
  const headers = { "cache-control": "no-store" };
  return Response.json({ error: { code: "not_found", message } }, { status: 410, headers });
}

/** How old an answer about the link may be while its download goes on (trust.md: dead within 1 s of revocation). */
const trusted = 500;

/** Breaks the download off where the link ends meanwhile. */
function whileOpen(body: ReadableStream<Uint8Array>, actor: StakeholderActor): ReadableStream<Uint8Array> {
  let askedAt = Date.now();
  const check = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      if (Date.now() - askedAt > trusted) {
        if (!(await isStillOpen(actor, new Date()))) throw new Error("The link ended during a download.");
        askedAt = Date.now();
      }
      controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(check);
}
