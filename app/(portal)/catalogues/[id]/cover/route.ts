import { coverAnswer } from "@/app/c/[slug]/cover/cover-answer";
import { asActor } from "@/lib/access/actor";
import { notFound } from "@/lib/access/errors";
import { withActor } from "@/lib/auth/with-actor";
import { findCover } from "@/lib/catalogues/cover";

/** The cover of a catalogue of one's own organisation, live or not. */
export const GET = withActor<{ id: string }>(async (actor, request, { id }) => {
  if (actor.kind !== "customer") throw notFound("This cover");
  const cover = await asActor(actor, (tx) => findCover(tx, actor.organisationId, id), { readOnly: true });
  return coverAnswer(request, cover);
});
