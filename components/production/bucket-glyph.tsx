import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Bucket } from "@/lib/lifecycle/states";

const LENS = "M1 6.2C1 2.6 2.9 1.2 7 1.2s6 1.4 6 5c0 3.9-2.4 6.6-6 6.6S1 10.1 1 6.2z";
const FILLED: ReadonlySet<string> = new Set(["validated", "attention"]);

type Clock = "delay" | "risk";
const CLOCK = <path d="M7 3.8v3.4l2.5 1.7" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const INSIDE: Readonly<Record<Bucket | Clock, ReactNode>> = {
  validated: <path className="cut" d="m4.3 6.9 2 2 3.6-4.2" strokeWidth="1.6" />,
  ready: <circle cx="7" cy="6.7" r="2.3" fill="currentColor" />,
  production: <path d="M3.2 9.3 8.6 3M5.6 11 11 4.6" stroke="currentColor" strokeWidth="1.3" />,
  hold: <path d="M5.3 4.3v5M8.7 4.3v5" stroke="currentColor" strokeWidth="1.9" />,
  attention: <path className="cut" d="M7 3.7v3.7M7 8.9v1.6" strokeWidth="1.7" />,
  cancelled: <path d="M3 11 11 2.8" stroke="currentColor" strokeWidth="1.5" />,
  delay: CLOCK,
  risk: CLOCK,
};

const COLOURS = { delay: "c-attention", risk: "c-hold" } as const;

/** The lens glyph of a bucket, or of a delay and the risk of one. Always beside its words, so hidden from screen readers. */
export function BucketGlyph({
  bucket,
  size = 15,
  className,
}: {
  bucket: Bucket | Clock;
  size?: number;
  className?: string;
}) {
  const colour = bucket === "delay" || bucket === "risk" ? COLOURS[bucket] : `c-${bucket}`;
  return (
    <svg
      className={classNames("gl", colour, className)}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path
        d={LENS}
        fill={FILLED.has(bucket) ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {INSIDE[bucket]}
    </svg>
  );
}
