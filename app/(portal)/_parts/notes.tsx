import { Fragment } from "react";

/** The two foremost facts below a date in a list, a line each. */
export function NoteLines({ notes }: { notes: readonly string[] }) {
  return notes.slice(0, 2).map((note) => <span key={note}>{note}</span>);
}

/** Short facts in one line, none of them broken: "85% by 15 Dec · asked for by Tue 8 Dec". */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <span>
      {notes.map((note, index) => (
        <Fragment key={note}>
          {index > 0 ? " · " : null}
          <span className="nowrap">{note}</span>
        </Fragment>
      ))}
    </span>
  );
}
