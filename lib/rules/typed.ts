import { z } from "zod";
import { parse, Refusal } from "@/lib/access/errors";
import { type Calendar, calendarSchema } from "@/lib/calendar/calendar";
import { META } from "@/lib/lifecycle/meta";
import { COMPLEXITIES, type Policy, policySchema } from "@/lib/lifecycle/policy";
import { STATES, type State } from "@/lib/lifecycle/states";
import { WEEKDAYS } from "./weekdays";

/** A calendar as it is typed: hours "09:00–12:00, 13:00–17:00" by weekday (1 is Monday), empty where nobody works. */
const typedCalendarSchema = z.object({
  zone: z.string().trim(),
  hours: z.record(z.string(), z.string().max(200)),
  holidays: z.array(z.string()).max(2000),
});
export type TypedCalendar = z.input<typeof typedCalendarSchema>;

/** Reads what was typed; throws a Refusal with a fault for each field (`zone`, `hours.1`, `holidays`). */
export function readCalendar(input: unknown): Calendar {
  const { zone, hours, holidays } = parse(typedCalendarSchema, input);
  const spans = Object.fromEntries(WEEKDAYS.map(([day]) => [day, spansOf(hours[day] ?? "")]));
  const result = calendarSchema.safeParse({ zone, hours: spans, holidays });
  if (result.success) return result.data;
  throw refusal(result.error.issues, (path) =>
    path[0] === "hours" && path[1] !== undefined ? `hours.${String(path[1])}` : String(path[0] ?? ""),
  );
}

const spansOf = (text: string) =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^closed$/i.test(part))
    .map((part) => part.split(/\s*[-–—]\s*/).map((time) => time.replace(/^(\d):/, "0$1:")));

const days = z.union([z.string(), z.number()]);
const typedLimit = z.object({ low: days.nullish(), high: days.nullish(), reminder: days.nullish() });

/** A policy as it is typed: numbers may still be texts. */
const typedPolicySchema = z.object({
  limits: z.record(z.enum(STATES), typedLimit.nullish()),
  overrides: z
    .array(
      z.object({
        state: z.enum(STATES),
        brandId: z.uuid().nullable(),
        complexity: z.enum(COMPLEXITIES).nullable(),
        limit: typedLimit,
      }),
    )
    .max(500),
});
export type TypedPolicy = z.input<typeof typedPolicySchema>;

/** Reads what was typed; throws a Refusal with a fault for each field (`limits.freezing_time`, `overrides.0`). */
export function readPolicy(input: unknown): Policy {
  const typed = parse(typedPolicySchema, input);
  const faults: z.core.$ZodIssue[] = [];
  const limit = (state: State, from: z.infer<typeof typedLimit> | null | undefined, path: string[]) => {
    const kind = META[state].limit;
    if (kind === null) return null;
    const number = (name: "low" | "high" | "reminder") => {
      const text = String(from?.[name] ?? "")
        .trim()
        .replace(",", ".");
      if (text !== "" && Number.isFinite(Number(text))) return Number(text);
      const message = `${META[state].label}, ${name}: write a number of business days, such as 2 or 0.5.`;
      faults.push({ code: "custom", path, message, input: text });
      return 1;
    };
    return kind.reminder === null
      ? { low: number("low"), high: number("high"), reminder: null }
      : { low: null, high: null, reminder: number("reminder") };
  };
  const limits = Object.fromEntries(
    STATES.map((state) => [state, limit(state, typed.limits[state], ["limits", state])]),
  );
  const overrides = typed.overrides.map((override, index) => ({
    ...override,
    limit: limit(override.state, override.limit, ["overrides", String(index)]),
  }));
  const field = (path: readonly PropertyKey[]) => path.slice(0, 2).join(".");
  if (faults.length > 0) throw refusal(faults, field);
  const result = policySchema.safeParse({ limits, overrides });
  if (result.success) return result.data;
  throw refusal(result.error.issues, field, ([kind, which]) => {
    const state = kind === "limits" ? (which as State) : overrides[Number(which)]?.state;
    return state ? `${META[state].label}: ` : "";
  });
}

function refusal(
  issues: readonly z.core.$ZodIssue[],
  field: (path: readonly PropertyKey[]) => string,
  name: (path: readonly PropertyKey[]) => string = () => "",
): Refusal {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const label = name(path);
    const words = label && !message.includes(label.slice(0, -2)) ? `${label}${message}` : message;
    const known = fields[field(path)] ?? [];
    if (!known.includes(words)) fields[field(path)] = [...known, words];
  }
  return new Refusal("invalid", Object.values(fields)[0]?.[0] ?? "This cannot be saved.", { fields });
}
