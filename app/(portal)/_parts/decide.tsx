"use client";
import type { ButtonLook } from "@/components/ui/button";
import { ConfirmReason } from "@/components/ui/confirm-reason";
import { decideLines } from "../_actions/decide-quote";
import { Confirm } from "./confirm";

export interface Deciding {
  /** "Q-112, version 2". */
  quote: string;
  versionId: string;
  variantIds: string[];
  /** "€1,240.00", over these lines. */
  total: string;
  /** "ten variants". */
  variants: string;
}

/** Approves lines after asking once more: an approval cannot be taken back. */
export function Approve({ quote, versionId, variantIds, total, variants, ...look }: Deciding & ButtonLook) {
  return (
    <Confirm
      {...look}
      trigger={`Approve ${total}`}
      title={`Approve ${total}?`}
      action={decideLines}
      submit={`Approve ${total}`}
      hidden={{ version: versionId, accept: variantIds.join(" ") }}
    >
      You accept quote {quote} for {variants}, and production starts. An approval cannot be taken back.
    </Confirm>
  );
}

/** Declines lines with a reason: production of them pauses until the quote is revised or they are reordered. */
export function Decline({
  quote,
  versionId,
  variantIds,
  variants,
  ...look
}: Omit<Deciding, "total"> & ButtonLook) {
  return (
    <ConfirmReason
      {...look}
      trigger="Decline…"
      title={`Decline quote ${quote}?`}
      action={decideLines}
      submit="Decline the quote"
      reasonLabel="Reason"
      reasonHint="It goes to the production team with your decision."
      hidden={{ version: versionId, reject: variantIds.join(" ") }}
    >
      <p>
        Production of {variants} pauses until you ask for a revised quote or reorder. A decision cannot be
        taken back.
      </p>
    </ConfirmReason>
  );
}
