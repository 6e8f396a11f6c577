import type { ReasonResult } from "@/components/ui/confirm-reason";
import type { Answer } from "@/lib/access/errors";

/** A command's answer for a form that asks for a reason: the fault at its field where it has one. */
export function reasonResult(answer: Answer<unknown>): ReasonResult {
  if (answer.ok) return { ok: true };
  const { message, fields } = answer;
  const reason = fields?.reason?.[0];
  const code = (fields?.code ?? fields?.reasonCode)?.[0];
  if (reason) return { ok: false, message: reason, field: "reason" };
  return code ? { ok: false, message: code, field: "code" } : { ok: false, message };
}

/** The texts of a form under one name. */
export function texts(data: FormData, name: string): string[] {
  return data.getAll(name).filter((value) => typeof value === "string");
}

/** One text of a form; null where it is absent or blank. */
export function text(data: FormData, name: string): string | null {
  const value = data.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Ids that a hidden field carries, separated by spaces. */
export function ids(data: FormData, name: string): string[] {
  return (text(data, name) ?? "").split(" ").filter(Boolean);
}
