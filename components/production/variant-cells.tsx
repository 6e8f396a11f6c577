import { Badge } from "@/components/ui/badge";
import { RulerCell, TimeInState } from "./ruler";
import type { Delay } from "./ruler-scale";

/** What the cells on time and notes say of a variant in a row, in the portal and for the producer. */
interface Shown {
  /** Business days in state; null on nobody's turn. */
  t: number | null;
  d: Delay;
  /** Allowed low and high, in business days; null where there are none. */
  w: readonly [number, number] | null;
  /** Words of a quality flag. */
  f: string | null;
  /** Customised. */
  k: boolean;
}

/** How long it has been in its state, and that beside what is allowed. */
export function TimeCells({ t, d, w }: Pick<Shown, "t" | "d" | "w">) {
  return (
    <>
      <td data-l="In state">{t === null ? "–" : <TimeInState days={t} delay={d} />}</td>
      <td>{w && t !== null ? <RulerCell spent={t} low={w[0]} high={w[1]} delay={d} /> : null}</td>
    </>
  );
}

/** Its quality flag, or else that it is customised. */
export function NotesCell({ f, k }: Pick<Shown, "f" | "k">) {
  return (
    <td title={f ?? undefined}>
      {f ? (
        <Badge icon="flag" tone="hold">
          {f}
        </Badge>
      ) : k ? (
        <span className="quiet">customised</span>
      ) : null}
    </td>
  );
}
