"use client";
import dynamic from "next/dynamic";
import { useRef, useState, useTransition } from "react";
import type { ViewerHandle } from "@/components/model/model-viewer";
import { Button } from "@/components/ui/button";
import { Image } from "@/components/ui/image";
import { FileInput, Select } from "@/components/ui/inputs";
import type { CoverSource } from "@/lib/catalogues/cover";
import { removeCoverPicture, setCoverPicture } from "../actions";
import { LONGEST, smallerPicture } from "./smaller-picture";

const ModelViewer = dynamic(
  () => import("@/components/model/model-viewer").then((viewer) => viewer.ModelViewer),
  { ssr: false },
);

/** Chooses the cover of a catalogue: a picture of one's own, or a view or photo of a frame that is in it. */
export function CoverPicture({
  catalogueId,
  shown,
  sources,
}: {
  catalogueId: string;
  /** Address of the present cover; null where there is none. */
  shown: string | null;
  sources: readonly CoverSource[];
}) {
  const [said, setSaid] = useState<{ words: string; isFault: boolean } | null>(null);
  const [pending, start] = useTransition();
  const [chosen, setChosen] = useState("");
  const viewer = useRef<ViewerHandle>(null);
  const source = sources[Number(chosen || -1)];

  function act(done: string, work: () => Promise<string | null>) {
    if (pending) return;
    setSaid(null);
    start(async () => {
      const fault = await work();
      setSaid({ words: fault ?? done, isFault: fault !== null });
    });
  }
  const take = (name: string, find: () => Promise<Blob | null>) =>
    act("This is the cover now.", async () => {
      const found = await find().catch(() => null);
      if (!found) return `${name} is not there yet. Try again in a moment.`;
      const picture = await smallerPicture(found);
      if (!picture) return `${name} cannot be read as a picture. Choose a PNG, JPEG or WebP.`;
      const data = new FormData();
      data.set("catalogueId", catalogueId);
      data.set("picture", picture, name);
      return setCoverPicture(data);
    });

  return (
    <div className="form cover-picture" aria-busy={pending || undefined}>
      {shown ? (
        <Image src={shown} alt="The present cover" />
      ) : (
        <p className="quiet">No cover yet. The page begins with its title.</p>
      )}
      <FileInput
        name="picture"
        label={shown ? "Another picture" : "A picture of your own"}
        hint="PNG, JPEG or WebP. It is made smaller before it is sent."
        accept="image/png,image/jpeg,image/webp"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take(file.name, async () => file);
        }}
      />
      {sources.length > 0 ? (
        <Select
          name="frame"
          label="Or from a frame in this catalogue"
          empty="Choose a frame"
          choices={sources.map(({ sku, product }, index) => ({
            value: String(index),
            label: `${sku}, ${product}`,
          }))}
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        />
      ) : null}
      {source?.modelId ? (
        <>
          <ModelViewer
            src={`/models/${source.modelId}`}
            label={`3D model of ${source.sku}`}
            handle={viewer}
          />
          <div className="acts">
            <Button
              onClick={() =>
                take(
                  `The view of ${source.sku}`,
                  async () => (await viewer.current?.picture(LONGEST)) ?? null,
                )
              }
            >
              Use this view
            </Button>
          </div>
        </>
      ) : null}
      {source && source.photoIds.length > 0 ? (
        <ul className="photos">
          {source.photoIds.map((id, index) => (
            <li key={id}>
              <button
                type="button"
                aria-label={`Use photo ${index + 1} of ${source.sku}`}
                onClick={() =>
                  take(`Photo ${index + 1}`, async () => (await fetch(`/attachments/${id}`)).blob())
                }
              >
                <Image src={`/attachments/${id}`} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="acts">
        {shown ? (
          <Button
            plain
            onClick={() => act("The cover was taken away.", () => removeCoverPicture(catalogueId))}
          >
            Take the cover away
          </Button>
        ) : null}
        <span role={said?.isFault ? "alert" : "status"} className={said?.isFault ? "late small" : "small"}>
          {pending ? "One moment" : said?.words}
        </span>
      </div>
    </div>
  );
}
