"use server";
import { revalidatePath } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { type Answer, answer } from "@/lib/access/errors";
import { currentPerson } from "@/lib/auth/current-actor";
import { revokeOtherSessions, revokeOwnSession } from "@/lib/auth/revoke-sessions";
import { switchOrganisation } from "@/lib/auth/switch-organisation";
import { signedOut } from "@/lib/auth/with-actor";
import { changeName, changePassword, type Self } from "@/lib/people/own-account";
import { requestContext } from "./request-context";

/** Does something to one's own account and reads every page again. */
async function asSelf<T>(work: (self: Self) => Promise<T>): Promise<Answer<T>> {
  const done = await answer(async () => {
    const person = await currentPerson();
    if (!person) throw signedOut();
    return work(person);
  });
  if (done.ok) revalidatePath("/", "layout");
  return done;
}

/** Changes one's own `name`. */
export async function saveName(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  return formAnswer(await asSelf((self) => changeName(self, { name: typed(data, "name") })));
}

/** Changes one's own password: `current` against `password`. */
export async function savePassword(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const context = await requestContext();
  const input = { current: typed(data, "current"), password: typed(data, "password") };
  return formAnswer(await asSelf((self) => changePassword(self, input, context)));
}

/** Signs one of one's own sessions out: `session`. */
export async function endSession(data: FormData): Promise<void> {
  const { clock } = await requestContext();
  await asSelf((self) => revokeOwnSession(self.userId, typed(data, "session"), clock.now()));
}

/** Signs out everywhere but here. */
export async function endOtherSessions(): Promise<void> {
  const { clock } = await requestContext();
  await asSelf((self) => revokeOtherSessions(self.userId, self.sessionId, clock.now()));
}

/** Looks at another of one's own organisations from now on: `organisation`. */
export async function changeOrganisation(data: FormData): Promise<void> {
  await asSelf((self) =>
    switchOrganisation({ id: self.sessionId, userId: self.userId }, typed(data, "organisation")),
  );
}
