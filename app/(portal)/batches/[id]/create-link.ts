"use server";
import { revalidatePath } from "next/cache";
import { signedIn } from "@/lib/auth/with-actor";
import { env } from "@/lib/env";
import { createShareLink } from "@/lib/sharing/create-link";

/** What was typed, so that it stands again beside what is wrong with it. */
export interface TypedLink {
  label: string;
  expires: string;
  passcode: string;
  downloads: boolean;
}

export type CreatedAnswer =
  | { ok: true; address: string }
  | { ok: false; message: string; fields: Record<string, string>; typed: TypedLink }
  | null;

const create = signedIn((actor, input: Parameters<typeof createShareLink>[1]) =>
  createShareLink(actor, input, new Date()),
);

/** Makes a share link for a batch; its address is in this answer and nowhere else. */
export async function createLink(_: CreatedAnswer, data: FormData): Promise<CreatedAnswer> {
  const text = (name: string) => String(data.get(name) ?? "");
  const typed = {
    label: text("label"),
    expires: text("expires"),
    passcode: text("passcode"),
    downloads: data.get("downloads") === "on",
  };
  const answer = await create({
    scope: "batch",
    subjectId: text("batch"),
    label: typed.label,
    expiresAt: typed.expires || null,
    passcode: typed.passcode || null,
    allowDownloads: typed.downloads,
  });
  if (answer.ok) {
    revalidatePath("/", "layout");
    return { ok: true, address: `${env().FRAMEWATCH_URL}/share/${answer.value.token}` };
  }
  const fields = Object.fromEntries(
    Object.entries(answer.fields ?? {}).map(([name, faults]) => [name, faults[0] ?? ""]),
  );
  return { ok: false, message: answer.message, fields, typed };
}
