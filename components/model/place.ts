/** A point and the direction its surface looks, in the model's own space; metres. */
export interface Place {
  position: [x: number, y: number, z: number];
  normal: [x: number, y: number, z: number];
}

/** A numbered place with what is said of it. */
export interface ShownPin extends Place {
  number: number;
  label: string;
  note: string;
}

/** The fixed sides a model is looked at from, each with its key. */
export const VIEWS = [
  { id: "front", label: "Front", key: "1" },
  { id: "side", label: "Side", key: "2" },
  { id: "top", label: "Top", key: "3" },
  { id: "temple", label: "Temple", key: "4" },
  { id: "turned", label: "Turned", key: "5" },
] as const;
export type View = (typeof VIEWS)[number]["id"];
