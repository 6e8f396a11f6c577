import type { TicketStatus } from "@/db/schema/attention";

export type { TicketStatus } from "@/db/schema/attention";

/** Most files of one message. */
export const MOST_FILES = 5;

/** How a state reads to the customer. */
export const STATUS_LABELS: Readonly<Record<TicketStatus, string>> = {
  open: "Open",
  waiting: "Waiting for you",
  solved: "Solved",
};

/** The same for the producer's people. */
export const PRODUCER_STATUS_LABELS: Readonly<Record<TicketStatus, string>> = {
  ...STATUS_LABELS,
  waiting: "Waiting for the customer",
};

/** What feedback on a finished batch is about. Source: the seed, "Providing Feedback". */
export const FEEDBACK_CODES = {
  issue: "An issue with the frames",
  timing: "The dates did not match",
  information: "What you were told on the way",
  good: "Something that went well",
  other: "Something else",
} as const;
export type FeedbackCode = keyof typeof FEEDBACK_CODES;
