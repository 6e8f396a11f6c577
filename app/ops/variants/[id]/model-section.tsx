import { RoundsList } from "@/app/_models/rounds-list";
import { latestModel, type RoundView } from "@/app/_models/rounds-view";
import { UploadModels } from "@/app/_models/upload-models";
import { ModelViewer } from "@/components/model/model-viewer";
import { PinList } from "@/components/model/pin-list";
import { Section } from "@/components/shell/section";
import type { BrandAsk } from "@/lib/insights/revision-memory";
import type { VariantDetail } from "@/lib/variants/find-variant";
import { BrandChecklist } from "./brand-checklist";

/** The modeller's place: what is asked for in this round with its pins on the model, the way to add the next, and the rounds. */
export function ModelSection({
  variant,
  rounds,
  asks,
}: {
  variant: VariantDetail;
  rounds: readonly RoundView[];
  asks: readonly BrandAsk[];
}) {
  const { id, sku, revision, place } = variant;
  const model = latestModel(rounds);
  const asked = rounds.find((round) => round.revision === revision)?.asked ?? null;
  // Until this round has a model of its own, the one the pins were put on is what the modeller works from.
  const pins = asked && model?.id === asked.on ? asked.pins : [];
  if (place === "cancelled" && !model) return null;
  return (
    <Section layout="stack" title="3D model" note={model ? `${model.size}, of ${model.when}` : undefined}>
      <div className="two broad">
        <div>
          {model ? (
            <ModelViewer src={`/models/${model.id}`} label={`3D model of ${sku}`} pins={pins} />
          ) : (
            <p className="small quiet">None was added yet.</p>
          )}
        </div>
        <div>
          {asked ? (
            <>
              <h3>Asked for in round {revision + 1}</h3>
              <p>
                {asked.about ? <b>{asked.about}. </b> : null}
                {asked.words}
              </p>
              <PinList pins={asked.pins} />
            </>
          ) : null}
          {place === "completed" || place === "validated" ? null : (
            <BrandChecklist brand={variant.brand.name} asks={asks} />
          )}
          {place === "cancelled" ? null : <UploadModels target={{ variantId: id }} round={revision + 1} />}
        </div>
      </div>
      {rounds.length > 1 ? <RoundsList sku={sku} rounds={rounds} /> : null}
    </Section>
  );
}
