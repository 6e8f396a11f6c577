import { notFound } from "@/lib/access/errors";
import { isId } from "@/lib/access/ids";
import { openAttachment } from "@/lib/attachments/attach";
import { withActor } from "@/lib/auth/with-actor";

/** A reference photo or drawing: shown as the image or document it is by its bytes, never as a page. */
export const GET = withActor<{ id: string }>(async (actor, _request, { id }) => {
  if (!isId(id)) throw notFound("This file");
  const file = await openAttachment(actor, id);
  const disposition = file.mediaType.startsWith("image/") ? "inline" : "attachment";
  return new Response(new Uint8Array(file.content), {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `${disposition}; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
