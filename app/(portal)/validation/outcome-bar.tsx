import { Button } from "@/components/ui/button";
import type { Outcome } from "./outcome";

/** What was just done, beside the queue, and the way back from it. */
export function OutcomeBar({
  outcome,
  pending,
  onUndo,
}: {
  outcome: Outcome | null;
  pending: boolean;
  onUndo: () => void;
}) {
  return (
    <div role="status">
      {outcome ? (
        <div className="result">
          <span className="words">{outcome.words}</span>
          {outcome.operationId ? (
            <div className="acts">
              <Button small disabled={pending} onClick={onUndo}>
                Undo
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
