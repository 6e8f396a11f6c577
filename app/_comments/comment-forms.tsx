"use client";
import { useActionState, useId } from "react";
import { type FormAnswer, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { Checkbox, Textarea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { addCommentForm, editCommentForm, removeCommentForm } from "./actions";

const NAMED = 6;

/** Writes a comment; people are named with an @. */
export function CommentForm({
  on,
  id,
  names,
  mayBeInternal,
}: {
  on: string;
  id: string;
  names: readonly string[];
  mayBeInternal: boolean;
}) {
  const [answer, send] = useActionState(addCommentForm, null);
  const { typed, keep } = useTyped();
  const control = useId();
  const some = names.slice(0, NAMED).map((name) => `@${name}`);
  return (
    <form action={send} onSubmit={keep} className="form">
      <input type="hidden" name="on" value={on} />
      <input type="hidden" name="id" value={id} />
      <Textarea
        id={control}
        name="words"
        label="Add a comment"
        hint={some.length > 0 ? `Name somebody to tell them: ${some.join(", ")}.` : undefined}
        maxLength={5_000}
        defaultValue={answer?.done ? "" : (typed.words ?? "")}
        fault={firstFault(answer)}
        required
      />
      {mayBeInternal ? <Checkbox name="internal" label="Internal: the customer never sees it" /> : null}
      <div className="acts">
        <SubmitButton pending="Adding">Comment</SubmitButton>
      </div>
    </form>
  );
}

/** For 15 minutes its author may change a comment or take it away. */
export function OwnComment({ commentId, words }: { commentId: string; words: string }) {
  const [edited, edit] = useActionState(editCommentForm, null);
  const [removed, remove] = useActionState(removeCommentForm, null);
  const { typed, keep } = useTyped();
  const control = useId();
  return (
    <details className="own">
      <summary className="small">Change</summary>
      <form action={edit} onSubmit={keep} className="form">
        <input type="hidden" name="commentId" value={commentId} />
        <Textarea
          id={control}
          name="words"
          label="Your comment"
          maxLength={5_000}
          defaultValue={edited?.done ? words : (typed.words ?? words)}
          fault={firstFault(edited)}
          required
        />
        <div className="acts">
          <SubmitButton small pending="Saving">
            Save
          </SubmitButton>
        </div>
      </form>
      <form action={remove}>
        <input type="hidden" name="commentId" value={commentId} />
        <SubmitButton small plain pending="One moment">
          Take it away
        </SubmitButton>
        {firstFault(removed) ? (
          <p role="alert" className="small late">
            {firstFault(removed)}
          </p>
        ) : null}
      </form>
    </details>
  );
}

const firstFault = (answer: FormAnswer): string | null => faultsOf(answer)[0]?.message ?? null;
