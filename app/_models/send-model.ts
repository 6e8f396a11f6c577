import { LARGEST_MODEL, megabytes } from "@/lib/models/limits";

/** What became of one file. */
export type SentModel = { ok: true; sku: string; version: number } | { ok: false; message: string };

/** Sends one model; what is too large is not even begun. */
export async function sendModel(file: File, about: Record<string, string>): Promise<SentModel> {
  if (file.size > LARGEST_MODEL)
    return {
      ok: false,
      message: `${file.name} has ${megabytes(file.size)}; a model may have ${megabytes(LARGEST_MODEL)}. Reduce its polygons and textures and send it again.`,
    };
  try {
    const answer = await fetch(`/ops/models?${new URLSearchParams({ ...about, name: file.name })}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const said = await answer.json();
    return answer.ok ? { ok: true, ...said } : { ok: false, message: said.error.message };
  } catch {
    return { ok: false, message: `${file.name} did not arrive. Check the connection and send it again.` };
  }
}
