import { attachment, shareReport } from "@/app/_reports/answer";
import { notFound, notPermitted } from "@/lib/access/errors";
import { breakOff } from "@/lib/auth/break-off";
import { connectionHeader } from "@/lib/auth/request-headers";
import { refusing } from "@/lib/auth/with-actor";
import { typesOfLink } from "@/lib/reports/report";
import { scopeOfLink } from "@/lib/reports/scope";
import { whileOpen } from "@/lib/sharing/while-open";
import { openedLink } from "../open";
import { ledBack } from "../too-long";

/** The reports of what a link shows, where it allows downloads; they hold what the link may show and nothing more. */
export function GET(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  return refusing(async () => {
    const { token } = await context.params;
    const opened = await openedLink(token);
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
    const scope = async () => scopeOfLink(actor);
    const made = shareReport(actor, request.url, typesOfLink(opened.shows), scope);
    const file = await made.catch((error) => ledBack(error, request, token));
    if (file instanceof Response) return file;
    const connection = request.headers.get(connectionHeader) ?? "";
    return attachment(
      file,
      whileOpen(file.body, actor, () => breakOff(connection)),
    );
  });
}

function ended(message: string): Response {
  const headers = { "cache-control": "no-store" };
  return Response.json({ error: { code: "not_found", message } }, { status: 410, headers });
}
