import { ORDER, type Step } from "./states";

export type EventMeta = {
  /** On a button or in a menu. */
  readonly label: string;
  /** In a history, as something that has happened. */
  readonly done: string;
};

export const EVENT_META: Readonly<Record<Step, EventMeta>> = {
  [ORDER]: { label: "Order", done: "Ordered" },
  confirmFeasibility: { label: "Confirm feasibility", done: "Feasibility confirmed" },
  requestQuote: { label: "Request quote", done: "Quote requested" },
  dropQuote: { label: "Drop quote", done: "Quote dropped" },
  sendQuote: { label: "Send quote", done: "Quote sent" },
  acceptQuote: { label: "Accept quote", done: "Quote accepted" },
  rejectQuote: { label: "Reject quote", done: "Quote rejected" },
  withdrawQuote: { label: "Withdraw quote", done: "Quote withdrawn" },
  expireQuote: { label: "Expire quote", done: "Quote expired" },
  reviseQuote: { label: "Ask for a revised quote", done: "Revised quote asked for" },
  startProduction: { label: "Start production", done: "Production started" },
  assignToBatch: { label: "Assign to batch", done: "Assigned to batch" },
  startModelling: { label: "Start modelling", done: "Modelling started" },
  freeze: { label: "Freeze", done: "Frozen for final review" },
  returnToModelling: { label: "Return to modelling", done: "Returned to modelling" },
  complete: { label: "Complete", done: "Completed" },
  validate: { label: "Validate", done: "Validated" },
  reopen: { label: "Reopen review", done: "Review reopened" },
  requestRevision: { label: "Request revision", done: "Revision requested" },
  reportError: { label: "Report error", done: "Error reported" },
  retry: { label: "Retry", done: "Retried" },
  cancel: { label: "Cancel", done: "Cancelled" },
  reorder: { label: "Reorder", done: "Reordered" },
  undo: { label: "Undo", done: "Undone" },
};

const NEVER_UNDONE: ReadonlySet<Step> = new Set<Step>([
  ORDER,
  "sendQuote",
  "acceptQuote",
  "rejectQuote",
  "expireQuote",
  "reorder",
  "undo",
]);

/** Whether a step can be undone at all; what cannot is asked about first. Source: domain.md, `undo`. */
export function isUndoable(step: Step): boolean {
  return !NEVER_UNDONE.has(step);
}
