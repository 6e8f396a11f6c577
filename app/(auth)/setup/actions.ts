"use server";
import { redirect } from "next/navigation";
import { keepSession, requestContext } from "@/app/_account/request-context";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { answer } from "@/lib/access/errors";
import { createFirstAdmin } from "@/lib/people/create-first-admin";

/** Makes the first administrator with `code`, `name`, `email` and `password`, and lets them in. */
export async function setUp(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const context = await requestContext();
  const input = {
    code: typed(data, "code"),
    name: typed(data, "name"),
    email: typed(data, "email"),
    password: typed(data, "password"),
  };
  const made = await answer(() => createFirstAdmin(input, context));
  if (!made.ok) return formAnswer(made);
  await keepSession(made.value.sessionId);
  redirect("/ops");
}
