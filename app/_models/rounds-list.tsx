"use client";
import { useState } from "react";
import { ModelViewer } from "@/components/model/model-viewer";
import { PinList } from "@/components/model/pin-list";
import { Button } from "@/components/ui/button";
import type { ModelView, RoundView } from "./rounds-view";

/** The rounds of a variant, the newest first: what was asked, what was done, and both models side by side on demand. */
export function RoundsList({ sku, rounds }: { sku: string; rounds: readonly RoundView[] }) {
  return (
    <ol className="rounds" reversed>
      {rounds.toReversed().map((round) => (
        <Round
          key={round.revision}
          sku={sku}
          round={round}
          before={rounds.findLast(({ revision, model }) => revision < round.revision && model)?.model ?? null}
        />
      ))}
    </ol>
  );
}

function Round({
  sku,
  round: { revision, asked, model },
  before,
}: {
  sku: string;
  round: RoundView;
  before: ModelView | null;
}) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <h3>Round {revision + 1}</h3>
      {asked ? (
        <p>
          <b>Asked</b> {asked.when}
          {asked.about ? `, ${asked.about.toLowerCase()}` : null}: {asked.words}
        </p>
      ) : null}
      {asked && asked.pins.length > 0 ? <PinList pins={asked.pins} /> : null}
      <p>
        <b>Done</b>{" "}
        {model ? `${model.when}: ${model.done ?? "model added, without a note."}` : "nothing yet."}
      </p>
      {before && model ? (
        <>
          <div className="acts">
            <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? "Close the comparison" : `Compare with round ${revision}`}
            </Button>
          </div>
          {open ? (
            <div className="side-by-side">
              <figure>
                <figcaption className="small">Before, with what was asked</figcaption>
                <ModelViewer src={`/models/${before.id}`} label={`${sku} before`} pins={asked?.pins ?? []} />
              </figure>
              <figure>
                <figcaption className="small">After</figcaption>
                <ModelViewer src={`/models/${model.id}`} label={`${sku} after`} />
              </figure>
            </div>
          ) : null}
        </>
      ) : null}
    </li>
  );
}
