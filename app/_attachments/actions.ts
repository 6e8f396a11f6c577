"use server";
import { refresh } from "next/cache";
import { attachFile, removeAttachment } from "@/lib/attachments/attach";
import { signedIn } from "@/lib/auth/with-actor";

export type AttachState = { ok: boolean; message: string } | null;

const attach = signedIn(
  async (
    actor,
    input: { orderId: string | null; variantId: string | null; name: string; content: Buffer },
  ) => {
    const { content, ...rest } = input;
    return attachFile(actor, rest, content, new Date());
  },
);

/** Adds the chosen files one by one; what could not be kept is named, the rest stays. */
export async function attachFiles(_: AttachState, data: FormData): Promise<AttachState> {
  const files = data.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
  if (files.length === 0) return { ok: false, message: "Choose a photo or drawing first." };
  const faults: string[] = [];
  for (const file of files) {
    const answer = await attach({
      orderId: String(data.get("orderId") ?? "") || null,
      variantId: String(data.get("variantId") ?? "") || null,
      name: file.name,
      content: Buffer.from(await file.arrayBuffer()),
    });
    if (!answer.ok) faults.push(answer.message);
  }
  refresh();
  return faults.length === 0 ? { ok: true, message: "Added." } : { ok: false, message: faults.join(" ") };
}

const remove = signedIn((actor, input: { attachmentId: string }) =>
  removeAttachment(actor, input, new Date()),
);

/** Takes one file away. */
export async function removeFile(_: AttachState, data: FormData): Promise<AttachState> {
  const answer = await remove({ attachmentId: String(data.get("attachmentId") ?? "") });
  if (!answer.ok) return { ok: false, message: answer.message };
  refresh();
  return { ok: true, message: "Removed." };
}
