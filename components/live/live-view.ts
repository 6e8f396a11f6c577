import { createContext } from "react";

/** What lists need to know to hold their places. */
export interface LiveView {
  /** Rises with every reading that news brought about; whatever else changes a list is the reader's own doing. */
  edition: number;
  /** Rises when the reader asks to be shown what waits. */
  adopted: number;
  /** A list says how many changes it holds back. */
  hold(list: string, count: number): void;
}

export const Viewing = createContext<LiveView>({ edition: 0, adopted: 0, hold: () => {} });
