import { type Limit, META } from "@/lib/lifecycle/meta";
import type { State } from "@/lib/lifecycle/states";

/** A limit as it stands in inputs. */
export interface TypedLimit {
  low?: string;
  high?: string;
  reminder?: string;
}

export function typedLimit(limit: Limit | null): TypedLimit {
  if (limit === null) return {};
  return limit.reminder === null
    ? { low: String(limit.low), high: String(limit.high) }
    : { reminder: String(limit.reminder) };
}

/** Whether a state has a span, a reminder or no limit at all. */
export function kindOfLimit(state: State): "span" | "reminder" | "none" {
  const { limit } = META[state];
  return limit === null ? "none" : limit.reminder === null ? "span" : "reminder";
}
