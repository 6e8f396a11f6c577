import { EVENT_META } from "@/lib/lifecycle/events";
import type { EventId, Place } from "@/lib/lifecycle/states";

const step = (event: EventId) => ({ event, label: EVENT_META[event].label });

/** The usual next step of each place that ops take without a word. Source: domain.md, "The usual way". */
export const NEXT_STEP: Partial<Record<Place, { event: EventId; label: string }>> = {
  pending_analysis: step("confirmFeasibility"),
  analysis_complete: step("startProduction"),
  quote_accepted: step("startProduction"),
  processing_addition: step("assignToBatch"),
  batch_created: step("startModelling"),
  working_3d_assets: step("freeze"),
  freezing_time: step("complete"),
  error: step("retry"),
};
