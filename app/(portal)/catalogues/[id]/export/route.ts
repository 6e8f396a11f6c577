import { attachment } from "@/app/_reports/answer";
import { Refusal } from "@/lib/access/errors";
import { withActor } from "@/lib/auth/with-actor";
import { env } from "@/lib/env";
import { CATALOGUE_FORMATS, catalogueFile } from "@/lib/reports/catalogue-file";

/** `?format=csv|xlsx|json`: a catalogue for shops, as it is now. */
export const GET = withActor<{ id: string }>(async (actor, request, { id }) => {
  const given = new URL(request.url).searchParams.get("format");
  const format = CATALOGUE_FORMATS.find((known) => known === given);
  if (!format)
    throw new Refusal("invalid", `format must be csv, xlsx or json, not "${(given ?? "").slice(0, 40)}".`);
  const address = (slug: string) => `${env().FRAMEWATCH_URL}/c/${slug}`;
  const file = await catalogueFile(actor, { catalogueId: id, format }, { now: new Date(), address });
  return attachment(file, file.body);
});
