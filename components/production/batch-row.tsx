"use client";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { percent } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import type { Progress } from "@/lib/lifecycle/progress";
import { BucketLegend } from "./bucket-legend";
import type { Delay } from "./ruler-scale";
import { SegmentedBar } from "./segmented-bar";

/** A batch in a list: how far it is, and when it will be done. */
export function BatchRow({
  name,
  href,
  progress,
  headline,
  delay = null,
  className,
  title,
  pick,
  children,
}: {
  name: string;
  href: string;
  progress: Progress;
  /** "On track for 12–15 Dec", "Late: 10–17 Jan 2025". */
  headline: ReactNode;
  delay?: Delay;
  className?: string;
  title?: string;
  /** The value of a tick named `batch` before its name, where it can be picked. */
  pick?: string;
  /** Spans below it: what it was and rests on. The count of variants follows by itself. */
  children?: ReactNode;
}) {
  const { buckets, active, complete } = progress;
  return (
    <article className={classNames("batch-row", className)} title={title}>
      <div className="named">
        {pick ? (
          <label className="check">
            <input type="checkbox" name="batch" value={pick} />
            <span className="vh">Pick {name}</span>
          </label>
        ) : null}
        <h3>
          <Link href={href}>{name}</Link>
        </h3>
      </div>
      <p className="pc">{percent(complete)}</p>
      <SegmentedBar buckets={buckets} />
      <BucketLegend buckets={{ ...buckets, cancelled: 0 }} />
      <p className="when">
        <b className={delay === "late" ? "late" : delay === "at_risk" ? "risk" : undefined}>{headline}</b>
        {children}
        <span>
          {buckets.validated}/{active} variants
          {buckets.cancelled > 0 ? ` + ${buckets.cancelled} cancelled` : null}
        </span>
      </p>
    </article>
  );
}
