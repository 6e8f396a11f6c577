import { notFound } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { barImage } from "@/lib/sharing/bar-image";
import { openedLink, readShared } from "../open";

/** The bar that a chat shows beside a link's name: nothing of one that is locked or has ended. */
export function GET(_: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  return refusing(async () => {
    const opened = await openedLink((await context.params).token);
    if (opened.state !== "open") throw notFound("This picture");
    const { overview } = await readShared({ actor: opened.actor, shows: [] });
    return new Response(new Uint8Array(barImage(overview.progress.buckets)), {
      headers: { "content-type": "image/png", "cache-control": "no-store" },
    });
  });
}
