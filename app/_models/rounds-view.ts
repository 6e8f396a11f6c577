import type { ShownPin } from "@/components/model/place";
import type { Bounds } from "@/db/schema/models";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import { REVISION_CODES } from "@/lib/lifecycle/needs";
import type { Pin, Round } from "@/lib/models/rounds";
import { millimetres, pinLabel } from "@/lib/models/spots";

/** A round as screens take it: plain words, and the pins by the model they were put on. */
export interface RoundView {
  revision: number;
  asked: { about: string | null; words: string; when: string; pins: ShownPin[]; on: string | null } | null;
  model: ModelView | null;
}

export interface ModelView {
  id: string;
  bounds: Bounds;
  /** "138.2 × 44.1 × 144.0 mm": width, height, depth. */
  size: string;
  done: string | null;
  when: string;
}

/** Rounds in words. */
export function roundViews(rounds: readonly Round[], style: DateStyle): RoundView[] {
  return rounds.map(({ revision, asked, model }) => ({
    revision,
    asked: asked && {
      about: REVISION_CODES[asked.code as keyof typeof REVISION_CODES] ?? null,
      words: asked.words,
      when: formatDay(asked.at, style),
      pins: asked.pins.map(shownPin),
      on: asked.pins[0]?.modelId ?? null,
    },
    model: model && {
      id: model.id,
      bounds: model.bounds,
      size: sizeWords(model.bounds),
      done: model.note,
      when: formatDay(model.createdAt, style),
    },
  }));
}

const shownPin = ({ number, spot, position, normal, note }: Pin): ShownPin => ({
  number,
  label: pinLabel(spot),
  note,
  position,
  normal,
});

function sizeWords(bounds: Bounds): string {
  const { width, height, depth } = millimetres(bounds);
  return `${width} × ${height} × ${depth} mm`;
}

/** The latest model there is, of whichever round. */
export const latestModel = (rounds: readonly RoundView[]): ModelView | null =>
  rounds.findLast(({ model }) => model !== null)?.model ?? null;
