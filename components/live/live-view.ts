import { createContext } from "react";

/** What lists need to know to hold their places. */
export interface LiveView {
  /** Rises with every reading that news brought about; whatever else changes a list is the reader's own doing. */
  edition: number;
  /** Rises when the reader asks to be shown what waits. */
  adopted: number;
  /** A list says how many changes it holds back. */
  hold(list: string, count: number): void;
  /** The news the page was rendered with. */
  since: number | null;
  /** Has a list told at once which variants news name, null for any. @returns no longer tells it. */
  hear(hearer: Hearer): () => void;
}

export type Hearer = (variants: readonly string[] | null) => void;

export const Viewing = createContext<LiveView>({
  edition: 0,
  adopted: 0,
  hold: () => {},
  since: null,
  hear: () => () => {},
});
