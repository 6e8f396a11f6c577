"use client";
import type { Ref } from "react";
import { Picture } from "@/app/_attachments/picture";
import { OnAPhone } from "@/app/_models/on-a-phone";
import { RoundsList } from "@/app/_models/rounds-list";
import { latestModel } from "@/app/_models/rounds-view";
import { ModelViewer, type ViewerHandle } from "@/components/model/model-viewer";
import type { Place, ShownPin } from "@/components/model/place";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { QueueItem } from "./queue-item";

/** The variant that is being looked at: its model, dimensions, photos, flags and rounds. */
export function ReviewPanel({
  item,
  position,
  pins,
  viewer,
  onPlace,
}: {
  item: QueueItem;
  /** "3 of 15". */
  position: string;
  pins: readonly ShownPin[];
  viewer: Ref<ViewerHandle>;
  onPlace?: (place: Place) => void;
}) {
  const { sku, product, look, size, complexity, revision, flags, rounds } = item;
  const model = latestModel(rounds);
  return (
    <>
      <div className="head">
        <div>
          <h3>
            {product} · <Link href={`/variants/${item.id}`}>{sku}</Link>
          </h3>
          <p>
            {[look, size, complexity].filter(Boolean).join(" · ")}
            {revision > 0 ? ` · round ${revision + 1}` : null}
          </p>
        </div>
        <p>{position}</p>
      </div>
      {model ? (
        <>
          <ModelViewer
            handle={viewer}
            src={`/models/${model.id}`}
            label={`3D model of ${product} ${sku}, ${look}`}
            pins={pins}
            {...(onPlace ? { onPlace } : {})}
          />
          {onPlace ? <p className="small to-model">Press where something should change.</p> : null}
          <div className="acts small">
            <span>
              {model.size} <span className="quiet">width, height, depth</span>
            </span>
            <OnAPhone modelId={model.id} sku={sku} />
          </div>
        </>
      ) : (
        <p className="quiet">There is no 3D model of it here. Its history says why.</p>
      )}
      {flags.map(({ words, blocking }) => (
        <p key={words}>
          <Badge icon="flag" tone={blocking ? "attention" : "hold"}>
            {blocking ? `Blocks: ${words}` : words}
          </Badge>
        </p>
      ))}
    </>
  );
}

/** What stands below the decision: reference photos, and the rounds before. */
export function ReviewMore({ item: { sku, photos, rounds } }: { item: QueueItem }) {
  return (
    <>
      {rounds.length > 1 ? (
        <div className="more">
          <h4>Rounds</h4>
          <RoundsList key={sku} sku={sku} rounds={rounds} />
        </div>
      ) : null}
      <div className="more">
        <h4>Reference photos</h4>
        {photos.length === 0 ? <p className="small quiet">None were added.</p> : null}
        <div className="photos">
          {photos.map(({ id, name, isPicture }) => (
            <a key={id} href={`/attachments/${id}`}>
              {isPicture ? <Picture attachmentId={id} alt={name} width={160} /> : name}
            </a>
          ))}
        </div>
      </div>
    </>
  );
}
