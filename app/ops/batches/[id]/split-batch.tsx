import { FormDialog } from "@/app/ops/_record/form-dialog";
import { count } from "@/components/ui/figure";
import { Select, Textarea, TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import type { ProductRow } from "@/lib/batches/list-products";
import { META } from "@/lib/lifecycle/meta";
import { type PlaceCounts, progressOf } from "@/lib/lifecycle/progress";
import { PLACES } from "@/lib/lifecycle/states";
import { splitBatchForm } from "../actions";

/** Takes the variants of a state or a product, or the late ones, out of a batch into a new one. */
export function SplitBatch({
  batch,
  counts,
  products,
  late,
  console,
}: {
  batch: { id: string; name: string };
  counts: PlaceCounts;
  products: readonly ProductRow[];
  late: number;
  /** Where they are chosen one by one. */
  console: string;
}) {
  const { all } = progressOf(counts);
  const some = (label: string, n: number) => ({ label: `${label} (${count(n)})`, leaves: n > 0 && n < all });
  const choices = [
    { value: "late", ...some("Those that are late", late) },
    ...products.map(({ id, name, counts: its }) => ({
      value: `product:${id}`,
      ...some(name, progressOf(its).all),
    })),
    ...PLACES.map((place) => ({ value: `state:${place}`, ...some(META[place].label, counts[place]) })),
  ].filter(({ leaves }) => leaves);
  if (all < 2) return null;
  return (
    <FormDialog
      trigger="Split…"
      title={`Split ${batch.name}`}
      submit="Split"
      action={splitBatchForm}
      hidden={{ batch: batch.id }}
    >
      {choices.length > 0 ? (
        <Select name="which" label="Which variants leave it" choices={choices} empty="Choose" required />
      ) : null}
      <p className="small quiet">
        Single ones, or those of any other filter: select them in the <Link href={console}>console</Link>,
        then More, Move to another batch, A new batch.
      </p>
      <TextInput name="name" label="Name of the new batch" maxLength={200} required />
      <Textarea
        name="reason"
        label="Why"
        hint="Read by the production team alone."
        maxLength={2000}
        optional
      />
    </FormDialog>
  );
}
