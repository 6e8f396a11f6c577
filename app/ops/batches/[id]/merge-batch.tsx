import { ConfirmReason } from "@/components/ui/confirm-reason";
import { mergeBatchForm } from "../actions";

/** Puts a batch into another one of its organisation. */
export function MergeBatch({
  batch,
  others,
}: {
  batch: { id: string; name: string };
  others: readonly { id: string; name: string }[];
}) {
  return (
    <ConfirmReason
      trigger="Merge…"
      title={`Merge ${batch.name} into another batch?`}
      submit="Merge"
      action={mergeBatchForm}
      reasonLabel="Why they become one"
      codes={others.map(({ id, name }) => ({ value: id, label: name }))}
      codeLabel="Into"
      hidden={{ batch: batch.id }}
    >
      All its variants go there. Its page and links to it lead there from now on, where its comments and every
      date that was shown for it are read too. It cannot be taken back, but variants can be moved again.
    </ConfirmReason>
  );
}
