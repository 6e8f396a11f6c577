"use server";
import { signedIn } from "@/lib/auth/with-actor";
import { previewCalendar, saveCalendar } from "@/lib/rules/change-rules";
import type { TypedCalendar } from "@/lib/rules/typed";

const previewing = signedIn((actor, calendar: TypedCalendar) => previewCalendar(actor, calendar, new Date()));
const saving = signedIn((actor, input: { calendar: TypedCalendar; basedOn: number }) =>
  saveCalendar(actor, input, new Date()),
);

/** What this calendar would change about open variants. */
export async function previewCalendarAction(calendar: TypedCalendar) {
  return previewing(calendar);
}

/** Puts this calendar in force. */
export async function saveCalendarAction(input: { calendar: TypedCalendar; basedOn: number }) {
  return saving(input);
}
