import { readKeptFile } from "@/lib/attachments/file-store";
import type { CoverFile } from "@/lib/catalogues/cover";

/** A cover as an answer: a picture by its bytes and never a page; whoever has it is told so. */
export async function coverAnswer(request: Request, { sha256, mediaType }: CoverFile): Promise<Response> {
  const headers = {
    "content-type": mediaType,
    "content-disposition": "inline",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    // Asked for anew each time, since a catalogue that is taken off takes its cover along.
    "cache-control": "no-cache",
    etag: `"${sha256}"`,
  };
  if (request.headers.get("if-none-match") === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(await readKeptFile(sha256)), { headers });
}
