import type { Department, EventId } from "@/lib/lifecycle/states";
import type { FLAG_KINDS } from "@/lib/validation/flags";

/** What is to be done to the chosen variants, as its form says it. */
export type Wish =
  | {
      kind: "event";
      event: EventId;
      reason: string | null;
      reasonCode: string | null;
      batchId: string | null;
    }
  | {
      kind: "assign";
      assigneeId: string | null;
      department: Department | null;
      /** Who each was assigned to on the screen; absent where theirs is to be overrun. */
      shown?: Record<string, string | null>;
    }
  | {
      kind: "flag";
      flagKind: (typeof FLAG_KINDS)[number];
      severity: "minor" | "major";
      blocking: boolean;
      words: string;
    }
  | { kind: "resolve"; flagKind: (typeof FLAG_KINDS)[number] | null; resolution: string }
  | {
      kind: "move";
      /** Null for a new one of this name. */
      batchId: string | null;
      name: string | null;
    }
  | {
      kind: "quote";
      /** Of each variant, minor units. */
      price: number;
      currency: string;
      validUntil: Date;
      note: string | null;
    };
