import type { RoundView } from "@/app/_models/rounds-view";

/** A completed variant as the desk takes it: words are made on the server. */
export interface QueueItem {
  id: string;
  version: number;
  sku: string;
  product: string;
  batch: string;
  look: string;
  size: string;
  complexity: string;
  revision: number;
  since: string;
  overdue: boolean;
  flags: { words: string; blocking: boolean }[];
  photos: { id: string; name: string; isPicture: boolean }[];
  rounds: RoundView[];
}

/** What the queue is sorted into: the batch, and what is similar within it. */
export const groupOf = ({ batch, complexity }: QueueItem): string => `${batch} · ${complexity}`;
