import { Button } from "@/components/ui/button";
import { capital, counted } from "@/lib/words/counts";
import { RequestRevision } from "./request-revision";

/** What can be done to a selection as a whole. */
export function ChosenBar({
  count,
  others,
  pending,
  onAll,
  onValidate,
  onRevise,
  onClear,
}: {
  count: number;
  /** How many on this page are not selected. */
  others: number;
  pending: boolean;
  onAll: () => void;
  onValidate: () => void;
  onRevise: (reason: string, code: string) => void;
  onClear: () => void;
}) {
  return (
    <div className="result chosen">
      <span className="words">
        <b>{capital(counted(count, "variant"))} selected</b>
      </span>
      <div className="acts">
        <Button disabled={pending} onClick={onValidate}>
          Validate {count}
        </Button>
        <RequestRevision what={counted(count, "variant")} onSend={onRevise} />
        {others > 0 ? (
          <Button plain aria-label={`Select all ${count + others} on this page`} onClick={onAll}>
            All {count + others}
          </Button>
        ) : null}
        <Button plain onClick={onClear}>
          Clear
        </Button>
      </div>
    </div>
  );
}
