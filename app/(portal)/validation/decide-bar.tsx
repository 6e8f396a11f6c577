import { Button } from "@/components/ui/button";
import { KeyHint } from "@/components/ui/key-hint";

/** What can be done to the variant that is looked at, with the keys for it. */
export function DecideBar({
  mayReview,
  revising,
  sent,
  onValidate,
  onRevise,
  onPrevious,
  onNext,
}: {
  mayReview: boolean;
  revising: boolean;
  /** It is on its way already. */
  sent: boolean;
  onValidate: () => void;
  onRevise: () => void;
  /** Absent at either end of the queue. */
  onPrevious?: () => void;
  onNext?: () => void;
}) {
  return (
    <div className="acts decide">
      {mayReview ? (
        <>
          <Button primary={!revising} disabled={sent} onClick={onValidate}>
            Validate
          </Button>
          <Button disabled={sent} aria-expanded={revising} onClick={onRevise}>
            {revising ? "Back to the revision" : "Request a revision"}
          </Button>
        </>
      ) : null}
      <Button onClick={onPrevious} disabled={!onPrevious}>
        Previous
      </Button>
      <Button onClick={onNext} disabled={!onNext}>
        Next
      </Button>
      <span className="hints">
        {mayReview ? <KeyHint keys={["v"]} does="validate" /> : null}
        {mayReview ? <KeyHint keys={["r"]} does="revision" /> : null}
        <KeyHint keys={["j", "k"]} does="next, previous" />
        <KeyHint keys={["1", "5"]} does="views" />
        {mayReview ? <KeyHint keys={["u"]} does="undo" /> : null}
      </span>
    </div>
  );
}
