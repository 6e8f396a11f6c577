"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { type FormAnswer, faultAt, faultsOf, formAnswer } from "@/app/_form/form-answer";
import type { Answer } from "@/lib/access/errors";
import type { Saved } from "@/lib/rules/change-rules";
import type { Preview } from "@/lib/rules/preview-change";

/** The two doors of a form that edits rules. */
export interface Doors<Typed> {
  preview(typed: Typed): Promise<Answer<Preview>>;
  save(typed: Typed, basedOn: number): Promise<Answer<Saved>>;
}

/**
 * Rules as they are typed over a version: a preview of exactly these opens the way to saving them, and typing on closes
 * it again. What somebody else saves meanwhile is a conflict, whatever the page shows by then.
 */
export function useRules<Typed>(typed: Typed, version: number, { preview, save }: Doors<Typed>) {
  const router = useRouter();
  const key = JSON.stringify(typed);
  const [pending, start] = useTransition();
  const [answer, setAnswer] = useState<FormAnswer>(null);
  const [seen, setSeen] = useState<{ key: string; preview: Preview } | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const [basedOn, setBasedOn] = useState(version);
  const look = () =>
    start(async () => {
      const result = await preview(typed);
      setSaved(null);
      setSeen(result.ok ? { key, preview: result.value } : null);
      setAnswer(result.ok ? null : formAnswer(result));
    });
  const keep = () =>
    start(async () => {
      const result = await save(typed, basedOn);
      setAnswer(result.ok ? null : formAnswer(result));
      if (!result.ok) return;
      setSeen(null);
      setSaved(result.value.version);
      setBasedOn(result.value.version);
      router.refresh();
    });
  return {
    pending,
    faults: faultsOf(answer),
    faultAt: (id: string) => faultAt(answer, id),
    /** Of what is typed now; null once it differs. */
    preview: seen?.key === key ? seen.preview : null,
    saved,
    look,
    keep,
  };
}
