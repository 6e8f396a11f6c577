import type { Place } from "@/lib/lifecycle/states";
import type { Mark } from "./marks";

/** Source: the seed, "Alert Indicators". */
export const ALERT_KINDS = ["blocked", "error", "delay", "quality"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** One of the variants an alert holds, to be named. */
export interface Named {
  id: string;
  sku: string;
}

interface Common {
  /** Stable while the cause lasts: acknowledging and snoozing hang on it. Source: domain.md, "Alerts". */
  key: string;
  /** Where its variants are, most first; more than one only for a quote or an operation that spans batches. */
  batches: { id: string; name: string; count: number }[];
  /** Variants it holds. */
  count: number;
  since: Date;
  mark: Mark;
}

export interface QuoteAlert extends Common {
  kind: "blocked";
  cause: "quote";
  /** Null for a reader who may not see the quote. */
  quote: {
    id: string;
    versionId: string;
    number: string;
    version: number;
    order: string;
    /** Minor units, over the lines that still wait. */
    total: number;
    currency: string;
    validUntil: Date;
    /** The lines that still wait. */
    variantIds: string[];
  } | null;
}

export interface RejectedAlert extends Common {
  kind: "blocked";
  cause: "rejected";
  /** What was written when it was rejected, latest first. */
  reason: string | null;
  variantIds: string[];
}

export interface ReviewAlert extends Common {
  kind: "blocked";
  cause: "review";
}

export interface DelayAlert extends Common {
  kind: "delay";
  place: Place;
  late: number;
  atRisk: number;
  /** The variant most over its limit, or nearest to it, and the number of its order. */
  worst: { enteredAt: Date; spent: number; dueAt: Date; order: string };
}

export interface ErrorAlert extends Common {
  kind: "error";
  reason: string | null;
  stoppedIn: Place | null;
  /** Number of the order of one of them, to tell support. */
  order: string;
  modellingBegun: boolean;
  named: Named[];
  variantIds: string[];
}

export interface QualityAlert extends Common {
  kind: "quality";
  flag: string;
  words: string;
  severity: "minor" | "major";
  blocking: boolean;
  named: Named[];
}

/** One cause, not one variant; derived whenever it is asked for, so it resolves by itself. */
export type Alert = QuoteAlert | RejectedAlert | ReviewAlert | DelayAlert | ErrorAlert | QualityAlert;
