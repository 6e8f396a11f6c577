"use client";
import { useActionState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { useTyped } from "@/app/_form/use-typed";
import { Dialog } from "@/components/ui/dialog";
import { TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { createCatalogueForm } from "./actions";

/** Asks for a title and makes a draft of it. */
export function NewCatalogue() {
  return (
    <Dialog primary trigger="New catalogue" title="New catalogue">
      <TitleForm />
    </Dialog>
  );
}

function TitleForm() {
  const [answer, send] = useActionState(createCatalogueForm, null);
  const { typed, keep } = useTyped();
  const other = faultsOf(answer).find(({ field }) => field !== "title");
  return (
    <form action={send} onSubmit={keep} className="form">
      {other ? (
        <p className="late" role="alert">
          {other.message}
        </p>
      ) : null}
      <TextInput
        name="title"
        label="Title"
        hint="Its public address comes from it; both can be changed later. Nobody outside sees it before you publish it."
        maxLength={120}
        defaultValue={typed.title}
        fault={faultAt(answer, "title")}
        required
      />
      <div className="acts">
        <SubmitButton primary pending="One moment">
          Create draft
        </SubmitButton>
      </div>
    </form>
  );
}
