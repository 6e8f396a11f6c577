"use client";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Bucket } from "@/lib/lifecycle/states";
import { type AlertKind, AlertKindBadge } from "./alert-kind";
import { BucketGlyph } from "./bucket-glyph";

type Words = {
  /** The cause in one sentence, with its count. */
  title: ReactNode;
  /** The reason, what it holds up, until when. */
  children?: ReactNode;
  /** Buttons, the recommended one first. */
  actions?: ReactNode;
};

/** The alert of a page: "10 variants requiring quote approval", and what can be done about it. */
export function AlertStrip({ kind, title, children, actions }: Words & { kind: AlertKind; title: string }) {
  const grave = kind === "error" || kind === "delay";
  return (
    <section className={classNames("alert", grave && "attention")} aria-label={`Alert: ${title}`}>
      <AlertKindBadge kind={kind} size={17} />
      <div>
        <h2>{title}</h2>
        {children ? <p>{children}</p> : null}
      </div>
      <div className="acts">{actions}</div>
    </section>
  );
}

/** Alerts by cause; children are `Cause`. */
export function CauseList({ children }: { children: ReactNode }) {
  return <ol className="causes">{children}</ol>;
}

export function Cause({ kind, title, children, actions }: Words & { kind: AlertKind }) {
  return (
    <li>
      <AlertKindBadge kind={kind} />
      <div>
        <h3>{title}</h3>
        {children ? <p>{children}</p> : null}
      </div>
      <div className="acts">{actions}</div>
    </li>
  );
}

/** What waits for the reader, most pressing first; children are `WaitItem`. */
export function WaitList({ children }: { children: ReactNode }) {
  return <ol className="wait">{children}</ol>;
}

export function WaitItem({ bucket, title, children, actions }: Words & { bucket: Bucket }) {
  return (
    <li>
      <BucketGlyph bucket={bucket} size={16} />
      <div>
        <h3>{title}</h3>
        {children ? <p>{children}</p> : null}
      </div>
      <div className="acts">{actions}</div>
    </li>
  );
}
