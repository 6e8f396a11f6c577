"use server";
import { revalidatePath } from "next/cache";
import { typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { markRead } from "@/lib/notifications/mark-read";

const mark = signedIn((actor, input: { ids: string[] } | { upTo: string }) =>
  markRead(actor, input, new Date()),
);

/** Marks one of one's own notifications as read: `id`. */
export async function readOne(data: FormData): Promise<void> {
  await mark({ ids: [typed(data, "id")] });
  revalidatePath("/", "layout");
}

/** Marks everything up to what was told last when the page was read: `upTo`. */
export async function readAll(data: FormData): Promise<void> {
  await mark({ upTo: typed(data, "upTo") });
  revalidatePath("/", "layout");
}

/** The same as `readOne` for a line that is being followed: the page it leads to is read afresh anyway. */
export async function readFollowed(id: string): Promise<void> {
  await mark({ ids: [id] });
}
