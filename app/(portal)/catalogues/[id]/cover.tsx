import type { CoverSource } from "@/lib/catalogues/cover";
import type { Catalogue } from "@/lib/catalogues/edit";
import { env } from "@/lib/env";
import { CoverForm } from "./cover-form";
import { CoverPicture } from "./cover-picture";
import "./cover.css";

/** The words and the picture of a catalogue, and where it stands. */
export function Cover({ catalogue, sources }: { catalogue: Catalogue; sources: CoverSource[] }) {
  const { id, title, description, slug, indexable, edition, status, coverSha256 } = catalogue;
  return (
    <div className="cover-parts">
      <CoverForm
        catalogueId={id}
        stored={{ title, description, slug, indexable, edition }}
        live={status === "published"}
        base={`${env().FRAMEWATCH_URL}/c/`}
      />
      <CoverPicture
        catalogueId={id}
        shown={coverSha256 ? `/catalogues/${id}/cover?v=${coverSha256.slice(0, 8)}` : null}
        sources={sources}
      />
    </div>
  );
}
