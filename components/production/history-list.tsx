"use client";
import type { ReactNode } from "react";

export type HistoryItem = {
  key: string;
  /** The instant, ISO. */
  at: string;
  /** "Wed 20 Nov" and "11:16". */
  date: string;
  time: string;
  what: ReactNode;
  /** Who, and why in their words. */
  by?: ReactNode;
  /** A step the reader's side took. */
  you?: boolean;
};

/** What happened, newest first. */
export function HistoryList({ items }: { items: readonly HistoryItem[] }) {
  return (
    <ol className="hist">
      {items.map(({ key, at, date, time, what, by, you }) => (
        <li key={key} className={you ? "you" : undefined}>
          <time dateTime={at}>{date}</time>
          <span className="quiet">{time}</span>
          <span>{what}</span>
          <span className="by">{by}</span>
        </li>
      ))}
    </ol>
  );
}

export type LogItem = { key: string; at: string; when: string; what: ReactNode; note?: ReactNode };

/** News of a day or two: when, and what, in a sentence each. */
export function LogList({ items }: { items: readonly LogItem[] }) {
  return (
    <ol className="log">
      {items.map(({ key, at, when, what, note }) => (
        <li key={key}>
          <time dateTime={at}>{when}</time>
          <span>
            {what}
            {note ? <small>{note}</small> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
