"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import type { Answer } from "@/lib/access/errors";
import { signedIn } from "@/lib/auth/with-actor";
import { changeStaff, resetSecondFactor, setDisabled } from "@/lib/people/administer";
import { changeMembership, removeMember } from "@/lib/people/change-membership";
import { type Invite, invite, inviteAgain, revokeInvitation } from "@/lib/people/invite";
import { minorUnits } from "./money-text";

// Every command parses what it is given and asks who acts; these only carry a form there.
const inviting = signedIn((actor, input: Invite) => invite(actor, input, new Date()));
const again = signedIn((actor, key: InvitationKey) => inviteAgain(actor, key, new Date()));
const revoking = signedIn((actor, key: InvitationKey) => revokeInvitation(actor, key, new Date()));
const removing = signedIn((actor, key: MemberKey) => removeMember(actor, key, new Date()));
const disabling = signedIn((actor, { userId, off }: { userId: string; off: boolean }) =>
  setDisabled(actor, userId, off, new Date()),
);
const resetting = signedIn((actor, userId: string) => resetSecondFactor(actor, userId, new Date()));
const staffing = signedIn(
  (actor, { userId, ...change }: { userId: string } & Parameters<typeof changeStaff>[2]) =>
    changeStaff(actor, userId, change, new Date()),
);
const changing = signedIn((actor, { key, change }: { key: MemberKey; change: MemberChange }) =>
  changeMembership(actor, key, change, new Date()),
);

type InvitationKey = Parameters<typeof inviteAgain>[1];
type MemberKey = Parameters<typeof removeMember>[1];
type MemberChange = Parameters<typeof changeMembership>[2];
type StaffChange = Parameters<typeof changeStaff>[2];

function answered(answer: Answer<unknown>): FormAnswer {
  revalidatePath("/", "layout");
  return formAnswer(answer);
}

const memberKey = (data: FormData): MemberKey => ({
  organisationId: typed(data, "organisationId"),
  userId: typed(data, "userId"),
});

const invitationKey = (data: FormData): InvitationKey => ({
  organisationId: typed(data, "organisationId"),
  invitationId: typed(data, "invitationId"),
});

/** Invites `email`, `name` as `role` to `organisationId`. */
export async function sendInvitation(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const role = typed(data, "role") as Invite["role"];
  const to = { organisationId: typed(data, "organisationId"), role };
  return answered(await inviting({ ...to, email: typed(data, "email"), name: typed(data, "name") }));
}

/** Sends an invitation once more. */
export async function sendAgain(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return answered(await again(invitationKey(data)));
}

/** Takes an invitation back. */
export async function takeBack(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return answered(await revoking(invitationKey(data)));
}

/** Gives a member `role`, and `approvalLimit` in `approvalCurrency` where there is one. */
export async function saveMember(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const currency = typed(data, "approvalCurrency").trim().toUpperCase();
  const limit = typed(data, "approvalLimit").trim();
  const change = {
    role: typed(data, "role") as MemberChange["role"],
    approvalLimit: limit === "" ? null : minorUnits(limit, currency),
    approvalCurrency: limit === "" ? null : currency,
  };
  return answered(await changing({ key: memberKey(data), change }));
}

/** Takes a member out of the organisation. */
export async function takeOut(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return answered(await removing(memberKey(data)));
}

/** Gives one of the producer's people `role` and `department`. */
export async function saveStaff(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const department = typed(data, "department");
  const change = {
    producerRole: typed(data, "role") as StaffChange["producerRole"],
    department: (department === "" ? null : department) as StaffChange["department"],
  };
  return answered(await staffing({ userId: typed(data, "userId"), ...change }));
}

/** Switches an account off (`off` is "1") or on again. */
export async function switchAccount(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return answered(await disabling({ userId: typed(data, "userId"), off: typed(data, "off") === "1" }));
}

/** Takes a lost second factor away. */
export async function takeSecondFactor(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return answered(await resetting(typed(data, "userId")));
}
