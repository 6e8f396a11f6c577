import { askForCancellation } from "@/app/(portal)/_actions/request-cancellation";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { VariantDetail } from "@/lib/variants/find-variant";
import type { Cancellation } from "@/lib/variants/list-cancellations";

/** Once modelling has begun a customer asks for a cancellation, and we answer. */
export function AskForCancellation({ variant }: { variant: VariantDetail }) {
  return (
    <ConfirmReason
      trigger="Ask to cancel…"
      title={`Ask us to cancel ${variant.sku}`}
      submit="Ask to cancel"
      reasonLabel="Why it should be cancelled"
      action={askForCancellation}
      hidden={{ variantId: variant.id }}
    >
      <p>Modelling has begun, so we look at what is done already and answer here. Until then work goes on.</p>
    </ConfirmReason>
  );
}

/** What became of the latest request. */
export function CancellationNote({ request, style }: { request: Cancellation; style: DateStyle }) {
  return (
    <p className="result">
      {`Cancellation asked for on ${formatDay(request.requestedAt, style)}: “${request.reason}” `}
      {answerWords(request, style)}
    </p>
  );
}

function answerWords({ status, answer, answeredAt }: Cancellation, style: DateStyle): string {
  const on = answeredAt ? ` on ${formatDay(answeredAt, style)}` : "";
  switch (status) {
    case "open":
      return "Not answered yet; work goes on.";
    case "granted":
      return `Granted${on}.`;
    case "declined":
      return `Declined${on}: “${answer ?? ""}”`;
    case "lapsed":
      return `Lapsed${on}, when it was completed.`;
  }
}
