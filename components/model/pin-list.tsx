import type { ShownPin } from "./place";

/** What each pin asks for, numbered as on the model. */
export function PinList({ pins }: { pins: readonly ShownPin[] }) {
  return (
    <ol className="pin-list">
      {pins.map(({ number, label, note }) => (
        <li key={number}>
          <span className="no">{number}</span>
          <div>
            <b>{label}</b>
            <p>{note}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
