import type { ReactNode } from "react";
import { formatBusinessDuration } from "@/lib/calendar/format";

export type TurnSpan = { turn: "us" | "you" | "error"; days: number };

const NAMES = { us: "Us", you: "You", error: "Error" } as const;
const PRODUCER_NAMES = { us: "Us", you: "Customer", error: "Error" } as const;

/** Whose turn it was, in order, in business days. `us` and `you` say more behind each sum. */
export function TurnBar({
  spans,
  us,
  you,
  reader = "customer",
}: {
  spans: readonly TurnSpan[];
  /** Such as ", of 7–14 planned". */
  us?: ReactNode;
  /** Such as ", quote, 15–20 Nov". */
  you?: ReactNode;
  reader?: "customer" | "producer";
}) {
  const names = reader === "customer" ? NAMES : PRODUCER_NAMES;
  const all = spans.reduce((sum, { days }) => sum + days, 0);
  const share = (days: number) => (all > 0 ? Math.round((days / all) * 10_000) / 100 : 0);
  const total = (turn: TurnSpan["turn"]) =>
    spans.filter((span) => span.turn === turn).reduce((sum, { days }) => sum + days, 0);
  let x = 0;
  return (
    <div>
      <svg
        className="turn-bar"
        role="img"
        aria-label={spans
          .map(({ turn, days }) => `${names[turn]} ${formatBusinessDuration(days)}`)
          .join(", ")}
      >
        {spans.map(({ turn, days }, index) => {
          const from = x;
          x += share(days);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: turns repeat, and their order is what they are
              key={index}
              className={`turn-${turn}`}
              x={`${from}%`}
              y="-2"
              width={`${share(days)}%`}
              height="40"
            />
          );
        })}
      </svg>
      <ul className="turn-legend">
        {(["us", "you", "error"] as const)
          .filter((turn) => turn !== "error" || total(turn) > 0)
          .map((turn) => (
            <li key={turn}>
              <svg width="10" height="10" aria-hidden="true">
                <rect className={`turn-${turn}`} width="10" height="10" />
              </svg>
              {names[turn]}: <b>{total(turn) === 0 ? "0 h" : formatBusinessDuration(total(turn))}</b>
              {turn === "us" ? us : turn === "you" ? you : null}
            </li>
          ))}
      </ul>
    </div>
  );
}
