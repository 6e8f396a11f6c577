"use client";
import type { ReactNode } from "react";
import { SteadyItems } from "@/components/live/steady-items";
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

/** Alerts by cause; children are `Cause`, each under its alert's key. */
export function CauseList({ children }: { children: ReactNode }) {
  return (
    <ol className="causes">
      <SteadyItems>{children}</SteadyItems>
    </ol>
  );
}

/** One of them; `below` is what stands under its words: forms, or what it holds. */
export function Cause({
  kind,
  title,
  children,
  below,
  actions,
}: Words & { kind: AlertKind | "risk"; below?: ReactNode }) {
  return (
    <>
      <AlertKindBadge kind={kind} />
      <div>
        <h3>{title}</h3>
        {children ? <p>{children}</p> : null}
        {below}
      </div>
      <div className="acts">{actions}</div>
    </>
  );
}

/** What waits for the reader, most pressing first; children are `WaitItem`, each under its cause's key. */
export function WaitList({ children }: { children: ReactNode }) {
  return (
    <ol className="wait">
      <SteadyItems>{children}</SteadyItems>
    </ol>
  );
}

export function WaitItem({ bucket, title, children, actions }: Words & { bucket: Bucket }) {
  return (
    <>
      <BucketGlyph bucket={bucket} size={16} />
      <div>
        <h3>{title}</h3>
        {children ? <p>{children}</p> : null}
      </div>
      <div className="acts">{actions}</div>
    </>
  );
}
