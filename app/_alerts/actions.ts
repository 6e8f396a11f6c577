"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { acknowledgeAlert, assignAlert, snoozeAlert, wakeAlert } from "@/lib/alerts/mark-alert";
import { signedIn } from "@/lib/auth/with-actor";

interface Marked {
  key: string;
  organisationId: string | null;
}

const marked = (data: FormData): Marked => ({
  key: typed(data, "key"),
  organisationId: typed(data, "organisationId") || null,
});

/** Counts stand in every page's head: all of them are read again. */
function done(answer: Parameters<typeof formAnswer>[0]): FormAnswer {
  revalidatePath("/", "layout");
  return formAnswer(answer);
}

const acknowledge = signedIn((actor, input: Marked) => acknowledgeAlert(actor, input, new Date()));

/** Marks an alert as seen. */
export async function acknowledgeForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await acknowledge(marked(data)));
}

const snooze = signedIn((actor, input: Marked & { until: string }) => snoozeAlert(actor, input, new Date()));

/** Puts an alert off until the form's `until`. */
export async function snoozeForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await snooze({ ...marked(data), until: typed(data, "until") }));
}

const wake = signedIn((actor, input: Marked) => wakeAlert(actor, input, new Date()));

/** Brings a snoozed alert back. */
export async function wakeForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await wake(marked(data)));
}

const assign = signedIn((actor, input: Marked & { assigneeId: string | null }) =>
  assignAlert(actor, input, new Date()),
);

/** Gives an alert to somebody of the staff, or to nobody. */
export async function assignAlertForm(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return done(await assign({ ...marked(data), assigneeId: typed(data, "assigneeId") || null }));
}
