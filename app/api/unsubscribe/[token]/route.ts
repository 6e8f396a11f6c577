import { notFound } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { describeStop, unsubscribe } from "@/lib/notifications/unsubscribe";

type Context = { params: Promise<{ token: string }> };

/** The one press of a mail program stops mails (RFC 8058), and so does the button of the page, which is led back to it. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return refusing(async () => {
    const { token } = await params;
    await unsubscribe(token, new Date());
    const isPage = (request.headers.get("accept") ?? "").includes("text/html");
    if (isPage) return led(`/unsubscribe/${token}?done`);
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  });
}

/** Opened instead of pressed: shows the page with the button. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return refusing(async () => {
    const { token } = await params;
    if (!(await describeStop(token))) throw notFound("That link");
    return led(`/unsubscribe/${token}`);
  });
}

function led(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
