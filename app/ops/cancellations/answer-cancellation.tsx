import { Confirm } from "@/app/(portal)/_parts/confirm";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { declineCancellation, grantCancellation } from "./actions";

/** The two answers to a customer who asks for a variant to be cancelled. */
export function AnswerCancellation({ requestId, sku }: { requestId: string; sku: string }) {
  const hidden = { requestId };
  return (
    <div className="acts">
      <Confirm
        small
        trigger="Cancel it…"
        title={`Cancel ${sku}?`}
        submit="Cancel the variant"
        action={grantCancellation}
        hidden={hidden}
      >
        The customer asked for it. Work on it ends, and its quote lines are withdrawn.
      </Confirm>
      <ConfirmReason
        small
        trigger="Decline…"
        title={`Keep ${sku} in production`}
        submit="Decline the request"
        reasonLabel="Why it goes on"
        reasonHint="The customer reads this."
        action={declineCancellation}
        hidden={hidden}
      />
    </div>
  );
}
