import { ModelViewer } from "@/components/model/model-viewer";
import { Section } from "@/components/shell/section";
import { OnAPhone } from "./on-a-phone";
import { RoundsList } from "./rounds-list";
import { latestModel, type RoundView } from "./rounds-view";

/** A variant's latest model on its own page, with its rounds where there were several; nothing before the first. */
export function ModelPreview({ sku, rounds }: { sku: string; rounds: readonly RoundView[] }) {
  const model = latestModel(rounds);
  if (!model) return null;
  return (
    <Section layout="stack" title="3D preview" note={`Model of ${model.when}`}>
      <div className={rounds.length > 1 ? "two broad" : undefined}>
        <div>
          <ModelViewer src={`/models/${model.id}`} label={`3D model of ${sku}`} />
          <div className="acts small">
            <span>
              {model.size} <span className="quiet">width, height, depth</span>
            </span>
            <OnAPhone modelId={model.id} sku={sku} />
          </div>
        </div>
        {rounds.length > 1 ? <RoundsList sku={sku} rounds={rounds} /> : null}
      </div>
    </Section>
  );
}
