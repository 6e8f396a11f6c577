"use server";
import { revalidatePath } from "next/cache";
import { Refusal } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { env } from "@/lib/env";
import { createShareLink } from "@/lib/sharing/create-link";
import { type Chosen, placesToShare, targetIn } from "./target";
import { chosenFrom } from "./typed";

export type CreatedAnswer =
  | { ok: true; address: string }
  /** What was typed stands again beside what is wrong with it; but for the passcode, which is typed again. */
  | { ok: false; message: string; fields: Record<string, string>; chosen: Chosen; passcode: string }
  | null;

type Wanted = Omit<Parameters<typeof createShareLink>[1], "places" | "scope" | "subjectId"> & {
  target: ReturnType<typeof targetIn>;
};

const create = signedIn((actor, { target, ...rest }: Wanted) => {
  const places = target && placesToShare(target);
  if (!target || places === undefined) throw new Refusal("invalid", "Say what the link shows.");
  return createShareLink(actor, { ...rest, scope: target.scope, subjectId: target.of, places }, new Date());
});

/** Makes a share link; its address is in this answer and nowhere else. */
export async function createLink(_: CreatedAnswer, data: FormData): Promise<CreatedAnswer> {
  const text = (name: string) => String(data.get(name) ?? "");
  const chosen = chosenFrom(data);
  const target = targetIn({
    scope: text("scope"),
    of: text("of"),
    filter: text("filter"),
    place: text("place"),
  });
  const answer = await create({
    target,
    label: chosen.label,
    expiresAt: chosen.expires || null,
    passcode: text("passcode") || null,
    allowDownloads: chosen.downloads,
    shows: chosen.shows,
  });
  if (answer.ok) {
    revalidatePath("/", "layout");
    return { ok: true, address: `${env().FRAMEWATCH_URL}/share/${answer.value.token}` };
  }
  const fields = Object.fromEntries(
    Object.entries(answer.fields ?? {}).map(([name, faults]) => [name, faults[0] ?? ""]),
  );
  return { ok: false, message: answer.message, fields, chosen, passcode: text("passcode") };
}
