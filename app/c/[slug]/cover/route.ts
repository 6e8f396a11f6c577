import { notFound } from "@/lib/access/errors";
import { refusing } from "@/lib/auth/with-actor";
import { visitCover } from "@/lib/catalogues/visit";
import { coverAnswer } from "./cover-answer";

/** The cover of a live catalogue, for as long as it is live. */
export function GET(request: Request, context: { params: Promise<{ slug: string }> }): Promise<Response> {
  return refusing(async () => {
    const cover = await visitCover((await context.params).slug);
    if (!cover) throw notFound("This cover");
    return coverAnswer(request, cover);
  });
}
