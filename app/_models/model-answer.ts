import { streamKeptFile } from "@/lib/attachments/file-store";
import { byteRange } from "@/lib/models/byte-range";
import type { ModelFile } from "@/lib/models/open-model";

/**
 * A model as an answer: never a page, whatever it holds; in ranges where asked, and named by its hash so that a browser
 * that has it is told so. The caller has decided who may see it.
 */
export async function modelAnswer(request: Request, { sha256, size, name }: ModelFile): Promise<Response> {
  const etag = `"${sha256}"`;
  const headers: Record<string, string> = {
    "content-type": "model/gltf-binary",
    "content-disposition": `attachment; filename="model.glb"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
    etag,
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  // A part of another version would not fit: then the whole file is the answer.
  const condition = request.headers.get("if-range");
  const wanted = condition && condition !== etag ? null : byteRange(request.headers.get("range"), size);
  if (wanted === "unsatisfiable") {
    headers["content-range"] = `bytes */${size}`;
    return new Response(null, { status: 416, headers });
  }
  const part = wanted ?? { start: 0, end: size - 1 };
  headers["content-length"] = String(part.end - part.start + 1);
  if (wanted) headers["content-range"] = `bytes ${part.start}-${part.end}/${size}`;
  return new Response(await streamKeptFile(sha256, part), { status: wanted ? 206 : 200, headers });
}
