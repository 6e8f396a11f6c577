import type { ComponentProps } from "react";

/** What picks a row of a table, or all of them: a tick in a place large enough for a finger. */
export function Pick({ label, ...rest }: { label: string } & Omit<ComponentProps<"input">, "type">) {
  return (
    <label className="pick">
      <input type="checkbox" aria-label={label} {...rest} />
    </label>
  );
}
