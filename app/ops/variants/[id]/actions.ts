"use server";
import { refresh } from "next/cache";
import { reasonResult, text } from "@/app/(portal)/_actions/reason-result";
import type { ReasonResult } from "@/components/ui/confirm-reason";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import type { EventId } from "@/lib/lifecycle/states";
import { raiseFlags, resolveFlag } from "@/lib/validation/flags";
import { assignVariants } from "@/lib/variants/assign";
import { moveToBatch } from "@/lib/variants/move-to-batch";
import { sendEvent } from "@/lib/variants/send-event";

/** Reads the page again, since what stood in the way is news too, and answers the form. */
function done(answer: Answer<unknown>): ReasonResult {
  refresh();
  if (answer.ok) return { ok: true };
  const [fault] = Object.values(answer.fields ?? {}).flat();
  return fault ? { ok: false, message: fault } : reasonResult(answer);
}

const send = signedIn((actor, input: Parameters<typeof sendEvent>[1]) => sendEvent(actor, input, new Date()));

/** Sends the form's `event` to its variant, unless somebody has moved it since the page was read. */
export async function sendToVariant(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const variantId = text(data, "variantId") ?? "";
  const answer = await send({
    variantIds: [variantId],
    event: text(data, "event") as EventId,
    reason: text(data, "reason"),
    reasonCode: text(data, "code"),
    batchId: text(data, "batchId"),
    expectedVersions: { [variantId]: Number(text(data, "version")) },
  });
  const [refused] = answer.ok ? answer.value.refused : [];
  if (!refused) return done(answer);
  refresh();
  return { ok: false, message: refused.message };
}

/** What became of an assignment. In a conflict: whom somebody else has assigned meanwhile, and whom you chose. */
export type AssignState =
  | { ok: true }
  | {
      ok: false;
      message: string;
      theirs: { id: string | null; name: string | null } | null;
      mine: string | null;
    }
  | null;

const assign = signedIn((actor, input: Parameters<typeof assignVariants>[1]) =>
  assignVariants(actor, input, new Date()),
);

/** Assigns a variant to a person or a department; somebody else's choice since `shown` stays and comes back. */
export async function assignVariant(_: AssignState, data: FormData): Promise<AssignState> {
  const variantId = text(data, "variantId") ?? "";
  const mine = text(data, "assigneeId");
  const answer = await assign({
    variantIds: [variantId],
    assigneeId: mine,
    department: text(data, "department") as Parameters<typeof assignVariants>[1]["department"],
    shown: { [variantId]: text(data, "shown") },
  });
  refresh();
  if (!answer.ok) return { ok: false, message: answer.message, theirs: null, mine };
  const [conflict] = answer.value.conflicts;
  if (!conflict) return { ok: true };
  return {
    ok: false,
    message: "Somebody else has assigned it meanwhile.",
    theirs: { id: conflict.assigneeId, name: conflict.assignee },
    mine,
  };
}

const move = signedIn((actor, input: Parameters<typeof moveToBatch>[1]) =>
  moveToBatch(actor, input, new Date()),
);

/** Moves a variant to another batch without a step of its own. */
export async function moveVariant(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  const batchId = text(data, "batchId");
  if (!batchId) return { ok: false, message: "Choose a batch." };
  return done(await move({ variantIds: [text(data, "variantId") ?? ""], batchId }));
}

type Raised = Parameters<typeof raiseFlags>[1];
const raise = signedIn((actor, input: Raised) => raiseFlags(actor, input, new Date()));

/** Raises a quality flag on a variant. */
export async function raiseFlag(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  return done(
    await raise({
      variantIds: [text(data, "variantId") ?? ""],
      kind: text(data, "kind") as Raised["kind"],
      severity: text(data, "severity") as Raised["severity"],
      blocking: data.get("blocking") === "on",
      words: text(data, "words") ?? "",
    }),
  );
}

const resolve = signedIn((actor, input: Parameters<typeof resolveFlag>[1]) =>
  resolveFlag(actor, input, new Date()),
);

/** Resolves an open flag; the words stay beside it. */
export async function resolveFlagForm(_: ReasonResult, data: FormData): Promise<ReasonResult> {
  return done(await resolve({ flagId: text(data, "flagId") ?? "", resolution: text(data, "reason") ?? "" }));
}
