"use client";
import { useActionState } from "react";
import { FileInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { attachFiles, removeFile } from "./actions";

/** Chooses photos or drawings and adds them. */
export function UploadForm({ orderId, variantId }: { orderId: string | null; variantId: string | null }) {
  const [state, send] = useActionState(attachFiles, null);
  return (
    <form action={send} className="form">
      <input type="hidden" name="orderId" value={orderId ?? ""} />
      <input type="hidden" name="variantId" value={variantId ?? ""} />
      <FileInput
        name="files"
        label="Add photos or drawings"
        hint="PNG, JPEG, WebP or PDF, at most 20 MB each."
        accept="image/png,image/jpeg,image/webp,application/pdf"
        fault={state && !state.ok ? state.message : null}
        multiple
      />
      <div className="acts">
        <SubmitButton pending="Sending">Add</SubmitButton>
        {state?.ok ? <span role="status">{state.message}</span> : null}
      </div>
    </form>
  );
}

/** Takes one file away; the log keeps that it was there. */
export function RemoveButton({ attachmentId, name }: { attachmentId: string; name: string }) {
  const [state, send] = useActionState(removeFile, null);
  return (
    <form action={send}>
      <input type="hidden" name="attachmentId" value={attachmentId} />
      <SubmitButton plain small aria-label={`Remove ${name}`}>
        Remove
      </SubmitButton>
      {state && !state.ok ? <span role="alert">{state.message}</span> : null}
    </form>
  );
}
