import type { Catalogue } from "@/lib/catalogues/edit";
import { env } from "@/lib/env";
import { CoverForm } from "./cover-form";

/** The words of a catalogue and where it stands. */
export function Cover({ catalogue }: { catalogue: Catalogue }) {
  const { id, title, description, slug, indexable, edition, status } = catalogue;
  return (
    <CoverForm
      catalogueId={id}
      stored={{ title, description, slug, indexable, edition }}
      live={status === "published"}
      base={`${env().FRAMEWATCH_URL}/c/`}
    />
  );
}
