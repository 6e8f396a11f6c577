"use client";
import type { State } from "@/lib/lifecycle/states";
import { kindOfLimit, type TypedLimit } from "./typed-limit";

/** Low and high, or a reminder, in business days. */
export function LimitInputs({
  id,
  name,
  state,
  limit,
  onChange,
  fault,
}: {
  id: string;
  /** Whose limit, for ears. */
  name: string;
  state: State;
  limit: TypedLimit;
  onChange: (limit: TypedLimit) => void;
  fault: boolean;
}) {
  const input = (part: "low" | "high" | "reminder", first: boolean) => (
    <input
      id={first ? id : undefined}
      className="inp days"
      inputMode="decimal"
      autoComplete="off"
      aria-label={`${name}, ${part}`}
      aria-invalid={fault || undefined}
      value={limit[part] ?? ""}
      onChange={(event) => onChange({ ...limit, [part]: event.target.value })}
    />
  );
  return kindOfLimit(state) === "reminder" ? (
    <span className="limit">after {input("reminder", true)}</span>
  ) : (
    <span className="limit">
      {input("low", true)} to {input("high", false)}
    </span>
  );
}
