"use server";
import { refresh } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { addComment, editComment, removeComment } from "@/lib/comments/write-comment";

function done(answer: Answer<unknown>): FormAnswer {
  refresh();
  return formAnswer(answer);
}

type Added = Parameters<typeof addComment>[1];
const add = signedIn((actor, input: Added) => addComment(actor, input, new Date()));

/** Adds a comment to what the form names. */
export async function addCommentForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(
    await add({
      on: typed(data, "on") as Added["on"],
      id: typed(data, "id"),
      words: typed(data, "words"),
      internal: data.get("internal") === "on",
    }),
  );
}

const edit = signedIn((actor, input: Parameters<typeof editComment>[1]) =>
  editComment(actor, input, new Date()),
);

/** Changes one's own comment. */
export async function editCommentForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await edit({ commentId: typed(data, "commentId"), words: typed(data, "words") }));
}

const remove = signedIn((actor, input: { commentId: string }) => removeComment(actor, input, new Date()));

/** Takes one's own comment away. */
export async function removeCommentForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await remove({ commentId: typed(data, "commentId") }));
}
