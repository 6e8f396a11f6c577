"use client";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FileInput, Select, Textarea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { stageOrder } from "./actions";

/** Choose a file or paste rows; what was pasted stays when it cannot be read. */
export function StageForm({ organisations }: { organisations: { id: string; name: string }[] }) {
  const [state, send] = useActionState(
    async (previous: Awaited<ReturnType<typeof stageOrder>>, data: FormData) => {
      const answer = await stageOrder(previous, data);
      return answer && { ...answer, text: String(data.get("text") ?? "") };
    },
    null,
  );
  const text = state && "text" in state ? String(state.text) : "";
  const only = organisations.length === 1 ? organisations[0] : undefined;
  return (
    <form action={send} className="form">
      <ErrorSummary
        faults={state ? [{ field: null, message: state.message }] : []}
        title="This could not be read. Nothing was ordered."
      />
      {only ? (
        <input type="hidden" name="organisationId" value={only.id} />
      ) : (
        <Select
          name="organisationId"
          label="For"
          choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          empty="Choose an organisation"
          required
        />
      )}
      <FileInput
        name="file"
        label="Order file"
        hint="CSV or Excel (.xlsx), at most 20 MB and 50,000 rows. Columns may be in any order."
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
      />
      <Textarea
        name="text"
        label="Or paste rows"
        hint="As copied from a spreadsheet, or SKUs alone, one a line."
        rows={6}
        defaultValue={text}
        optional
      />
      <div className="acts">
        <SubmitButton primary pending="Reading and checking">
          Check the order
        </SubmitButton>
      </div>
    </form>
  );
}
