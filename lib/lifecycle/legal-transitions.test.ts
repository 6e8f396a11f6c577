import { expect, it } from "vitest";
import { legalTransitions } from "./legal-transitions";

/** Typed from domain.md, "Transitions"; never made from the machine. An undo's rows are grouped by what it undoes. */
const TYPED = `
order: nothing > pending_analysis
confirmFeasibility: pending_analysis > analysis_complete
requestQuote: analysis_complete > quote_requested
requestQuote: processing_addition > quote_requested
requestQuote: batch_created > quote_requested
requestQuote: working_3d_assets > quote_requested
requestQuote: freezing_time > quote_requested
dropQuote: quote_requested > analysis_complete
dropQuote: quote_requested > processing_addition
dropQuote: quote_requested > batch_created
dropQuote: quote_requested > working_3d_assets
dropQuote: quote_requested > freezing_time
sendQuote: quote_requested > quote_sent
acceptQuote: quote_sent > quote_accepted
rejectQuote: quote_sent > quote_rejected
withdrawQuote: quote_sent > quote_requested
expireQuote: quote_sent > quote_requested
reviseQuote: quote_rejected > quote_requested
startProduction: analysis_complete > processing_addition
startProduction: quote_accepted > processing_addition
startProduction: quote_accepted > batch_created
startProduction: quote_accepted > working_3d_assets
startProduction: quote_accepted > freezing_time
assignToBatch: processing_addition > batch_created
startModelling: batch_created > working_3d_assets
freeze: working_3d_assets > freezing_time
returnToModelling: freezing_time > working_3d_assets
complete: freezing_time > completed
validate: completed > validated
reopen: validated > completed
requestRevision: completed > working_3d_assets
reportError: pending_analysis > error
reportError: analysis_complete > error
reportError: processing_addition > error
reportError: batch_created > error
reportError: working_3d_assets > error
reportError: freezing_time > error
reportError: quote_requested > error
reportError: quote_sent > error
reportError: quote_accepted > error
reportError: quote_rejected > error
retry: error > pending_analysis
retry: error > analysis_complete
retry: error > processing_addition
retry: error > batch_created
retry: error > working_3d_assets
retry: error > freezing_time
retry: error > quote_requested
retry: error > quote_sent
retry: error > quote_accepted
retry: error > quote_rejected
cancel: pending_analysis > cancelled
cancel: analysis_complete > cancelled
cancel: processing_addition > cancelled
cancel: batch_created > cancelled
cancel: working_3d_assets > cancelled
cancel: freezing_time > cancelled
cancel: quote_requested > cancelled
cancel: quote_sent > cancelled
cancel: quote_accepted > cancelled
cancel: quote_rejected > cancelled
cancel: completed > cancelled
cancel: error > cancelled
reorder: quote_rejected > cancelled
reorder: error > cancelled
reorder: cancelled > cancelled

confirmFeasibility
undo: analysis_complete > pending_analysis
requestQuote
undo: quote_requested > analysis_complete
undo: quote_requested > processing_addition
undo: quote_requested > batch_created
undo: quote_requested > working_3d_assets
undo: quote_requested > freezing_time
dropQuote
undo: analysis_complete > quote_requested
undo: processing_addition > quote_requested
undo: batch_created > quote_requested
undo: working_3d_assets > quote_requested
undo: freezing_time > quote_requested
withdrawQuote
undo: quote_requested > quote_sent
reviseQuote
undo: quote_requested > quote_rejected
startProduction
undo: processing_addition > analysis_complete
undo: processing_addition > quote_accepted
undo: batch_created > quote_accepted
undo: working_3d_assets > quote_accepted
undo: freezing_time > quote_accepted
assignToBatch
undo: batch_created > processing_addition
startModelling
undo: working_3d_assets > batch_created
freeze
undo: freezing_time > working_3d_assets
returnToModelling, requestRevision
undo: working_3d_assets > freezing_time
undo: working_3d_assets > completed
complete
undo: completed > freezing_time
validate
undo: validated > completed
reopen
undo: completed > validated
reportError
undo: error > pending_analysis
undo: error > analysis_complete
undo: error > processing_addition
undo: error > batch_created
undo: error > working_3d_assets
undo: error > freezing_time
undo: error > quote_requested
undo: error > quote_sent
undo: error > quote_accepted
undo: error > quote_rejected
retry
undo: pending_analysis > error
undo: analysis_complete > error
undo: processing_addition > error
undo: batch_created > error
undo: working_3d_assets > error
undo: freezing_time > error
undo: quote_requested > error
undo: quote_sent > error
undo: quote_accepted > error
undo: quote_rejected > error
cancel
undo: cancelled > pending_analysis
undo: cancelled > analysis_complete
undo: cancelled > processing_addition
undo: cancelled > batch_created
undo: cancelled > working_3d_assets
undo: cancelled > freezing_time
undo: cancelled > quote_requested
undo: cancelled > quote_sent
undo: cancelled > quote_accepted
undo: cancelled > quote_rejected
undo: cancelled > completed
undo: cancelled > error
`;

it("allows exactly the steps that domain.md names", () => {
  const typed = TYPED.split("\n").filter((line) => line.includes(">"));
  const walked = legalTransitions().map((row) => `${row.event}: ${row.from ?? "nothing"} > ${row.to}`);
  expect(walked.sort()).toEqual(typed.sort());
});
