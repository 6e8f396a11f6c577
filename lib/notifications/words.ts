import type { NotificationData } from "@/db/schema/notifications";
import { EVENT_META } from "@/lib/lifecycle/events";
import { META } from "@/lib/lifecycle/meta";
import { PLACES, type Place } from "@/lib/lifecycle/states";
import { capital, counted } from "@/lib/words/counts";
import type { Kind } from "./kinds";

/** A notification in one sentence: "Ten variants of Nike Collection 2024 wait for your quote approval." */
export function notificationWords({
  kind,
  count,
  data,
}: {
  kind: Kind;
  count: number;
  data: NotificationData;
}): string {
  const variants = capital(`${counted(count, "variant")} of ${data.batch ?? "a batch"}`);
  const is = (one: string, many: string) => (count === 1 ? one : many);
  const still = data.reminder ? "still " : "";
  switch (kind) {
    case "quote_to_approve":
      // Where it expires soon, that is what has to be said.
      if (data.words) return data.words;
      return `${variants} ${still}${is("waits", "wait")} for your quote approval.`;
    case "quote_rejected":
      return `${variants} with a rejected quote ${still}${is("waits", "wait")} for you to revise or reorder.`;
    case "review_waiting":
      return `${variants} ${still}${is("waits", "wait")} for your review.`;
    case "quote_answered":
      return `${variants}: ${data.event === "rejectQuote" ? "the quote was rejected" : "the quote was approved"}.`;
    case "quote_wanted":
      return `${variants} ${is("waits", "wait")} for a new quote.`;
    case "revision_requested":
      return `${variants} ${is("goes", "go")} back to modelling: a revision is requested.`;
    case "late":
      if (data.words) return data.words;
      return `${variants} ${is("is", "are")} over the time allowed for ${placeLabel(data.place)}.`;
    case "error":
      return `${variants} stopped with an error.`;
    case "quality":
      return `${variants} ${is("has", "have")} a new quality flag.`;
    case "batch_ready":
      return `All of ${data.batch ?? "a batch"} is ready: ${counted(count, "variant")} to review or validated.`;
    case "validated":
      return `${variants} ${is("was", "were")} validated.`;
    case "state_change":
      return `${variants}: ${eventLabel(data.event)}.`;
    case "mention":
    case "ticket_answered":
    case "left_catalogue":
      return data.words ?? "Somebody wrote to you.";
  }
}

function placeLabel(place: string | undefined): string {
  return PLACES.includes(place as Place) ? META[place as Place].label : "its state";
}

function eventLabel(event: string | undefined): string {
  if (event === "expireQuote") return "the quote expired before it was decided; a new one follows";
  const done = event && event in EVENT_META ? EVENT_META[event as keyof typeof EVENT_META].done : "moved on";
  return done.charAt(0).toLowerCase() + done.slice(1);
}
