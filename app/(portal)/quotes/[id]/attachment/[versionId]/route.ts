import { withActor } from "@/lib/auth/with-actor";
import { openQuoteFile } from "@/lib/quotes/quote-file";
import { asAttachment } from "@/lib/reports/file-name";

/** The PDF of a quote version: always a download, whatever it holds. */
export const GET = withActor<{ id: string; versionId: string }>(
  async (actor, _request, { id, versionId }) => {
    const { name, content } = await openQuoteFile(actor, { quoteId: id, quoteVersionId: versionId });
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": asAttachment(name),
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  },
);
