"use client";
import { useEffect, useState } from "react";
import { BucketGlyph } from "@/components/production/bucket-glyph";
import { Button, LinkButton } from "@/components/ui/button";
import { count } from "@/components/ui/figure";
import { Icon } from "@/components/ui/icon";
import type { Outcome } from "./use-sending";

const MINUTE = 60_000;

/** What the last command did: how far it is, where its result stands, and how long it can still be taken back. */
export function ResultLine({
  outcome,
  pending,
  onUndo,
  onClose,
}: {
  outcome: Outcome | null;
  pending: boolean;
  onUndo: (operationId: string) => void;
  onClose: () => void;
}) {
  const sent = outcome?.sent ?? null;
  return (
    <div role="status">
      {outcome ? (
        <div className="result">
          <BucketGlyph bucket={outcome.grave ? "attention" : "validated"} />
          <span className="words">
            <b>{outcome.title}</b> {outcome.words}
          </span>
          {sent && !sent.finished ? <Progress done={sent.moved + sent.refusedTotal} of={sent.total} /> : null}
          <span className="acts">
            {sent ? (
              <LinkButton href={`/ops/operations/${sent.operationId}`}>
                {sent.finished && sent.moved > 0 ? `Show the ${count(sent.moved)}` : "Show the operation"}
              </LinkButton>
            ) : null}
            {sent?.finished && sent.moved > 0 && sent.undoUntil ? (
              <Undo
                key={sent.operationId}
                until={sent.undoUntil}
                pending={pending}
                onUndo={() => onUndo(sent.operationId)}
              />
            ) : null}
            <Button plain small aria-label="Close this message" onClick={onClose}>
              <Icon name="close" size={14} />
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  const share = of > 0 ? Math.floor((done / of) * 100) : 0;
  return (
    <svg
      className="progress-line"
      role="progressbar"
      aria-label="Progress of the operation"
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <rect className="track" width="100%" height="8" />
      <rect className="done" width={`${share}%`} height="8" />
    </svg>
  );
}

/** The way back, as long as there is one: "Undo, 9 min left". */
function Undo({ until, pending, onUndo }: { until: number; pending: boolean; onUndo: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), MINUTE / 4);
    return () => window.clearInterval(timer);
  }, []);
  const minutes = Math.ceil((until - now) / MINUTE);
  if (minutes <= 0) return null;
  return (
    <Button disabled={pending} onClick={onUndo}>
      Undo, {minutes} min left
    </Button>
  );
}
