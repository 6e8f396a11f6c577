"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FileInput, Textarea } from "@/components/ui/inputs";
import { capital, counted } from "@/lib/words/counts";
import { sendModel } from "./send-model";

type State =
  | { kind: "sending"; done: number; of: number }
  | { kind: "done"; kept: number; faults: string[] }
  | null;

/** Sends one model for a variant, or a folder of them for a batch by their names; what was refused is named, the rest is kept. */
export function UploadModels({
  target,
  round,
}: {
  target: { variantId: string } | { batchId: string };
  /** Asks what was done in this round. */
  round?: number;
}) {
  const router = useRouter();
  const [state, setState] = useState<State>(null);
  const many = "batchId" in target;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const files = data.getAll("models").filter((file): file is File => file instanceof File && file.size > 0);
    const note = String(data.get("note") ?? "").trim();
    if (files.length === 0)
      return setState({ kind: "done", kept: 0, faults: ["Choose a model first, as binary glTF (.glb)."] });
    const faults: string[] = [];
    for (const [done, file] of files.entries()) {
      setState({ kind: "sending", done, of: files.length });
      const sent = await sendModel(file, { ...target, ...(note ? { note } : {}) });
      if (!sent.ok) faults.push(sent.message);
    }
    setState({ kind: "done", kept: files.length - faults.length, faults });
    if (faults.length === 0) form.reset();
    router.refresh();
  }
  const sending = state?.kind === "sending";
  return (
    <form onSubmit={submit} className="form">
      <FileInput
        name="models"
        label={many ? "Models" : "Model"}
        hint={
          many
            ? "Binary glTF (.glb), each named by its SKU, such as KE-0001.glb. At most 50 MB each."
            : "Binary glTF (.glb), at most 50 MB. Its unit is the metre, its front looks to +z."
        }
        accept=".glb,model/gltf-binary"
        multiple={many}
      />
      {round === undefined ? null : (
        <Textarea
          name="note"
          label="What was done"
          hint={`Stands beside what was asked in round ${round}; the customer reads it.`}
          maxLength={2000}
          optional
        />
      )}
      <div className="acts">
        <Button type="submit" aria-disabled={sending || undefined} disabled={sending}>
          {sending ? `Sending ${state.done + 1} of ${state.of}` : many ? "Add models" : "Add the model"}
        </Button>
      </div>
      <div role="status">
        {state?.kind === "done" && state.kept > 0 ? `${capital(counted(state.kept, "model"))} added.` : null}
      </div>
      {state?.kind === "done" && state.faults.length > 0 ? (
        <ul role="alert" className="late">
          {state.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      ) : null}
    </form>
  );
}
