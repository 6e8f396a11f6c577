"use server";
import { signedIn } from "@/lib/auth/with-actor";
import { previewPolicy, savePolicy } from "@/lib/rules/change-rules";
import type { TypedPolicy } from "@/lib/rules/typed";

const previewing = signedIn((actor, policy: TypedPolicy) => previewPolicy(actor, policy, new Date()));
const saving = signedIn((actor, input: { policy: TypedPolicy; basedOn: number }) =>
  savePolicy(actor, input, new Date()),
);

/** What these limits would change about open variants. */
export async function previewPolicyAction(policy: TypedPolicy) {
  return previewing(policy);
}

/** Puts these limits in force. */
export async function savePolicyAction(input: { policy: TypedPolicy; basedOn: number }) {
  return saving(input);
}
