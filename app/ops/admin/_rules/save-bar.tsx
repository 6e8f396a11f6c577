"use client";
import { Button } from "@/components/ui/button";
import { EffectOf } from "./effect";
import type { useRules } from "./use-rules";

/** First what it changes, then saving it. */
export function SaveBar({
  rules,
}: {
  rules: Pick<ReturnType<typeof useRules>, "preview" | "pending" | "saved" | "look" | "keep">;
}) {
  const { preview, pending, saved, look, keep } = rules;
  return (
    <>
      {preview ? <EffectOf preview={preview} /> : null}
      <div className={preview ? "acts mt-4" : "acts"}>
        {preview ? (
          <Button primary onClick={keep} disabled={pending}>
            Save and apply
          </Button>
        ) : (
          <Button primary onClick={look} disabled={pending}>
            Show what changes
          </Button>
        )}
        <span role="status" className="small quiet">
          {pending ? "One moment." : null}
          {!pending && saved !== null
            ? `Saved as version ${saved}. Open variants follow within seconds.`
            : null}
        </span>
      </div>
    </>
  );
}
