"use client";
import { useActionState, useState } from "react";
import { faultAt, faultsOf } from "@/app/_form/form-answer";
import { Saved } from "@/app/_form/saved";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Checkbox, Textarea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { type CoverAnswer, changeCatalogueForm } from "../actions";

interface Stored {
  title: string;
  description: string;
  slug: string;
  indexable: boolean;
  edition: number;
}

/** Changes title, description, address and whether search engines may list it; what was typed stays when refused. */
export function CoverForm({
  catalogueId,
  stored,
  live,
  base,
}: {
  catalogueId: string;
  stored: Stored;
  live: boolean;
  /** What stands in front of the address. */
  base: string;
}) {
  const [answer, send] = useActionState<CoverAnswer, FormData>(changeCatalogueForm, null);
  const [now, setNow] = useState(stored);
  const form = answer?.form ?? null;
  return (
    <form action={send} className="form">
      <ErrorSummary faults={faultsOf(form)} />
      <input type="hidden" name="catalogueId" value={catalogueId} />
      <input type="hidden" name="edition" value={answer?.edition ?? stored.edition} />
      <TextInput
        name="title"
        label="Title"
        maxLength={120}
        required
        value={now.title}
        onChange={({ target }) => setNow({ ...now, title: target.value })}
        fault={faultAt(form, "title")}
      />
      <Textarea
        name="description"
        label="Description"
        hint="Under the title of the public page."
        optional
        maxLength={2000}
        value={now.description}
        onChange={({ target }) => setNow({ ...now, description: target.value })}
        fault={faultAt(form, "description")}
      />
      <TextInput
        name="slug"
        label="Public address"
        hint={
          <>
            {base}
            <b>{now.slug}</b>
            {live && now.slug !== stored.slug
              ? ". Whoever has the old address will find nothing there."
              : null}
          </>
        }
        maxLength={60}
        required
        autoCapitalize="none"
        spellCheck={false}
        value={now.slug}
        onChange={({ target }) => setNow({ ...now, slug: target.value })}
        fault={faultAt(form, "slug")}
      />
      <Checkbox
        name="indexable"
        label="Search engines may list it"
        hint="Without it, only people who have the address find it."
        checked={now.indexable}
        onChange={({ target }) => setNow({ ...now, indexable: target.checked })}
      />
      <div className="acts">
        <SubmitButton primary pending="Saving">
          Save
        </SubmitButton>
        <Saved answer={form}>Saved.</Saved>
      </div>
    </form>
  );
}
