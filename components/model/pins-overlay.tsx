import type { ShownPin } from "./place";
import type { OnScreen } from "./stage";

/** The pins where they are seen now, drawn over the canvas; what they say stands in a list beside it. */
export function PinsOverlay({ pins, places }: { pins: readonly ShownPin[]; places: readonly OnScreen[] }) {
  return (
    <svg className="pins" aria-hidden="true">
      {pins.map(({ number }, index) => {
        const place = places[index];
        if (!place) return null;
        return (
          <g
            key={number}
            className={place.hidden ? "behind" : undefined}
            transform={`translate(${place.x} ${place.y})`}
          >
            <circle r="11" />
            <text textAnchor="middle" dominantBaseline="central">
              {number}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
