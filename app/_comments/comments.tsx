import { Section } from "@/components/shell/section";
import { Badge } from "@/components/ui/badge";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { CommentRow, CommentsOf } from "@/lib/comments/list-comments";
import { formatTime } from "@/lib/words/dates";
import { CommentForm, OwnComment } from "./comment-forms";

/** The comments on a variant, batch or quote, and the way to add one for those who may. */
export function Comments({
  of: { on, id, comments, names, mayComment, mayBeInternal },
  style,
  layout = "margin",
}: {
  of: CommentsOf;
  style: DateStyle;
  layout?: "margin" | "stack";
}) {
  const standing = comments.filter(({ removed }) => !removed).length;
  return (
    <Section
      id="comments"
      layout={layout}
      title={standing > 0 ? `Comments ${standing}` : "Comments"}
      note={
        mayBeInternal
          ? "The customer reads them too, except the internal ones."
          : "You and the people who make it read them."
      }
    >
      <div>
        {comments.length === 0 ? <p className="small quiet">No comments yet.</p> : null}
        <ol className="talk">
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} style={style} />
          ))}
        </ol>
        {mayComment ? <CommentForm on={on} id={id} names={names} mayBeInternal={mayBeInternal} /> : null}
      </div>
    </Section>
  );
}

function Comment({ comment, style }: { comment: CommentRow; style: DateStyle }) {
  const { id, internal, words, by, mine, changeable, at, edited, removed, from } = comment;
  return (
    <li className={internal ? "internal" : undefined}>
      <p className="who">
        <b>{mine ? "You" : by}</b>
        {internal ? <Badge tone="hold">internal</Badge> : null}
        <time dateTime={at.toISOString()}>
          {formatDay(at, style)}, {formatTime(at, style.zone)}
          {edited ? ", edited" : null}
        </time>
        {from ? <span className="quiet">on {from}</span> : null}
      </p>
      {removed ? <p className="small quiet">Taken away by its author.</p> : <p className="words">{words}</p>}
      {changeable ? <OwnComment commentId={id} words={words} /> : null}
    </li>
  );
}
