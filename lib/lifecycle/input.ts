import { z } from "zod";
import type { Role } from "@/lib/access/permissions";
import { type Field, fieldsOf, type NeedFacts, type StepInput } from "./needs";
import type { EventId } from "./states";

/** What is wrong with an input; `field` is null where it is no single field's fault. */
export type Fault = { readonly field: keyof StepInput | null; readonly message: string };

export type ParsedInput =
  | { readonly ok: true; readonly input: StepInput }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Longest reason, in characters. */
export const LONGEST_REASON = 2000;

const NOTHING: StepInput = { reason: null, code: null, quoteVersionId: null, batchId: null };

/** Checks an input against what the event needs here. Empty and blank answers count as absent. */
export function parseInput(event: EventId, facts: NeedFacts, role: Role, input: unknown): ParsedInput {
  const parsed = inputSchema(event, facts, role).safeParse(answered(input ?? {}));
  if (parsed.success) return { ok: true, input: { ...NOTHING, ...parsed.data } };
  const faults = parsed.error.issues.map((issue): Fault => {
    const field = issue.path[0];
    return { field: isName(field) ? field : null, message: issue.message };
  });
  return { ok: false, faults };
}

const schemas = new Map<string, z.ZodType<Partial<StepInput>>>();

/** The schema of an event's input here, from the same fields that its form is built of. */
export function inputSchema(event: EventId, facts: NeedFacts, role: Role): z.ZodType<Partial<StepInput>> {
  const fields = fieldsOf(event, facts, role);
  const key = `${event} ${fields.map((field) => `${field.required} ${field.options?.length}`)}`;
  const known = schemas.get(key);
  if (known) return known;
  const shape = Object.fromEntries(fields.map((field) => [field.name, answerTo(field)]));
  const schema = z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `Not asked for here: ${issue.keys?.join(", ")}.`
        : "Give the input as fields.",
  });
  schemas.set(key, schema);
  return schema;
}

function answerTo(field: Field): z.ZodType<string | null> {
  const answer = z.preprocess(blankIsAbsent, kindOf(field).nullable());
  return answer.refine((value) => value !== null || !field.required, field.missing).prefault(null);
}

/** Without what was left empty, so that a form may send fields that are not asked for here. */
function answered(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => blankIsAbsent(value) !== null));
}

function blankIsAbsent(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  return value.trim() === "" ? null : value.trim();
}

function kindOf(field: Field): z.ZodType<string> {
  switch (field.kind) {
    case "words":
      return z
        .string("Write the reason as text.")
        .max(LONGEST_REASON, `Use at most ${LONGEST_REASON} characters.`)
        .refine((text) => !text.includes("\0"), "This text holds a NUL character: remove it.");
    case "choice":
      return z.enum(field.options?.map((option) => option.value) ?? [], "Choose one of the answers offered.");
    case "quoteVersion":
      return z.uuid("This is no quote version.");
    case "batch":
      return z.uuid("This is no batch.");
  }
}

function isName(value: PropertyKey | undefined): value is keyof StepInput {
  return typeof value === "string" && value in NOTHING;
}
