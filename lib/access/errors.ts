import type { z } from "zod";

/** Something a person can be told; `code` decides how a door answers, the message names the fault and the way out. */
export class Refusal extends Error {
  constructor(
    readonly code: "not_found" | "not_permitted" | "not_possible" | "invalid" | "conflict" | "limited",
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** Unknown ids and other tenants' ids read the same. */
export const notFound = (what: string): Refusal => new Refusal("not_found", `${what} was not found.`);

export const notPermitted = (what: string): Refusal => new Refusal("not_permitted", `You may not ${what}.`);

/** One plain answer of a command for screens: the value, or what to tell the person. */
export type Answer<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      code: Refusal["code"];
      message: string;
      fields?: Record<string, string[]>;
      details?: unknown;
    };

/** Parses input from outside; throws a Refusal that carries the fault of each field. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string[]> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const first = result.error.issues[0];
  const where = first?.path.join(".");
  throw new Refusal(
    "invalid",
    where ? `${where}: ${first?.message}` : (first?.message ?? "The input is not valid."),
    {
      fields,
    },
  );
}

/** Runs a command and maps what it refuses to an answer; anything unexpected is thrown on. */
export async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = error.details.fields as Record<string, string[]> | undefined;
    return {
      ok: false,
      code: error.code,
      message: error.message,
      ...(fields ? { fields } : {}),
      details: error.details,
    };
  }
}
