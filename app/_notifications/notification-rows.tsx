"use client";
import { useSteady } from "@/components/live/use-steady";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { readFollowed, readOne } from "./actions";

/** One line of the list, as compact as it can be sent. */
export interface Row {
  id: string;
  words: string;
  /** What kind it is, under the words. */
  kind: string;
  path: string;
  /** "2 hours ago", and the date itself. */
  ago: string;
  at: string;
  iso: string;
  read: boolean;
}

const keyOf = ({ id }: Row) => id;

/** Notifications, newest first, which keep their places while more come; following one marks it as read. */
export function NotificationRows({ rows }: { rows: readonly Row[] }) {
  const { shown, gone } = useSteady(rows, keyOf);
  return (
    <ul className="told">
      {shown.map(({ id, words, kind, path, ago, at, iso, read }) => (
        <li key={id} className={gone.has(id) ? "went" : undefined} data-unread={!read || undefined}>
          <div>
            <Link href={path} onClick={() => void (read || readFollowed(id))}>
              {read ? null : <span className="vh">Unread: </span>}
              {words}
            </Link>
            <p>
              {kind} · <time dateTime={iso}>{ago}</time>, {at}
            </p>
          </div>
          {read ? null : (
            <form action={readOne}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton small pending="Marking">
                Mark as read<span className="vh">: {words}</span>
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
