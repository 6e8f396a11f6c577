import { type FormAnswer, faultAt } from "@/app/_form/form-answer";
import { FileInput, Textarea } from "@/components/ui/inputs";

/** The words of a message and its files. */
export function MessageFields({
  label,
  answer,
  typed,
}: {
  label: string;
  answer: FormAnswer;
  typed: Record<string, string>;
}) {
  return (
    <>
      <Textarea
        name="words"
        label={label}
        rows={6}
        maxLength={10_000}
        defaultValue={answer?.done ? "" : (typed.words ?? "")}
        fault={faultAt(answer, "words")}
        required
      />
      <FileInput
        name="files"
        label="Photos or documents"
        hint="PNG, JPEG, WebP or PDF, at most 20 MB each."
        accept="image/png,image/jpeg,image/webp,application/pdf"
        optional
        multiple
      />
    </>
  );
}
